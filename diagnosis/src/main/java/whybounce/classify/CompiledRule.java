package whybounce.classify;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import whybounce.catalogue.BlockList;
import whybounce.catalogue.Catalogue;
import whybounce.catalogue.Cause;
import whybounce.classify.Phrases.Term;
import whybounce.failure.Stage;
import whybounce.reply.EnhancedStatus;

/**
 * A rule, ready to be asked.
 *
 * @param place in the order of the catalogue
 * @param provider the id of the platform that must have spoken; empty where anybody may
 * @param keys one of these phrases must be found before it is worth asking; empty where the words have no part in it
 * @param lists besides, one of these; empty where none is wanted
 * @param all besides, each of these
 * @param none not one of these
 */
record CompiledRule(
        int place,
        String id,
        Cause cause,
        Optional<String> provider,
        Evidence evidence,
        List<Range> codes,
        List<StatusForm> statuses,
        Set<Stage> stages,
        Set<Stage> notStages,
        List<Term> keys,
        List<Term> lists,
        List<Term> all,
        List<Term> none) {

    /** No match. */
    static final int NO = -1;

    /** All rules of a table, in order. */
    static List<CompiledRule> read(TableReader table, Catalogue catalogue, Map<BlockList.Kind, List<Term>> lists) {
        int count = table.number();
        var rules = new ArrayList<CompiledRule>(count);
        for (int place = 0; place < count; place++) {
            rules.add(read(place, table, catalogue, lists));
        }
        return rules;
    }

    private static CompiledRule read(
            int place, TableReader table, Catalogue catalogue, Map<BlockList.Kind, List<Term>> listTerms) {
        String id = table.text();
        var cause = catalogue.cause(table.text());
        String provider = table.text();
        var evidence = Evidence.valueOf(table.text());
        var codes = Range.read(table);
        var statuses = StatusForm.read(table);
        var stages = stages(table);
        var notStages = stages(table);
        var any = table.terms();
        String kind = table.text();
        List<Term> lists = kind.isEmpty() ? List.of() : listTerms.getOrDefault(BlockList.Kind.valueOf(kind), List.of());
        var all = table.terms();
        boolean keyInAll = any.isEmpty() && !all.isEmpty();
        boolean keyInLists = any.isEmpty() && all.isEmpty();
        return new CompiledRule(
                place,
                id,
                cause,
                provider.isEmpty() ? Optional.empty() : Optional.of(provider),
                evidence,
                codes,
                statuses,
                stages,
                notStages,
                keyInAll ? all.subList(0, 1) : keyInLists ? lists : any,
                keyInLists ? List.of() : lists,
                keyInAll ? all.subList(1, all.size()) : all,
                table.terms());
    }

    private static Set<Stage> stages(TableReader table) {
        var stages = EnumSet.noneOf(Stage.class);
        for (int left = table.number(); left > 0; left--) {
            stages.add(Stage.valueOf(table.text()));
        }
        return stages;
    }

    /** Whether the words of a reply have a part in it. */
    boolean asksForWords() {
        return evidence == Evidence.WORDING || evidence == Evidence.PROVIDER_WORDING;
    }

    /**
     * How many characters of the words speak for it, or {@link #NO}.
     *
     * @param key the length of its longest key that was found
     */
    int match(int key, int code, Optional<EnhancedStatus> status, Optional<Stage> stage, Hits hits) {
        if (!codesAllow(code) || !statusesAllow(status) || !stagesAllow(stage) || longestOf(none, hits) > 0) {
            return NO;
        }
        int length = key;
        if (!lists.isEmpty()) {
            int list = longestOf(lists, hits);
            if (list == 0) {
                return NO;
            }
            length += list;
        }
        for (var term : all) {
            if (!term.in(hits)) {
                return NO;
            }
            length += term.length();
        }
        return length;
    }

    /** 0 where none of them was found. */
    private static int longestOf(List<Term> terms, Hits hits) {
        int longest = 0;
        for (var term : terms) {
            if (term.length() > longest && term.in(hits)) {
                longest = term.length();
            }
        }
        return longest;
    }

    private boolean codesAllow(int code) {
        for (var range : codes) {
            if (range.holds(code)) {
                return true;
            }
        }
        return codes.isEmpty();
    }

    private boolean statusesAllow(Optional<EnhancedStatus> status) {
        for (var form : statuses) {
            if (form.fits(status)) {
                return true;
            }
        }
        return statuses.isEmpty();
    }

    private boolean stagesAllow(Optional<Stage> stage) {
        return stages.isEmpty()
                ? stage.isEmpty() || !notStages.contains(stage.get())
                : stage.isPresent() && stages.contains(stage.get());
    }

    /** Reply codes from one to another. */
    record Range(int least, int most) {

        static List<Range> read(TableReader table) {
            int[] numbers = table.numbers();
            var ranges = new ArrayList<Range>(numbers.length / 2);
            for (int i = 0; i < numbers.length; i += 2) {
                ranges.add(new Range(numbers[i], numbers[i + 1]));
            }
            return ranges;
        }

        IntStream numbers() {
            return IntStream.of(least, most);
        }

        static Range of(String written) {
            return new Range(Integer.parseInt(written.replace('x', '0')), Integer.parseInt(written.replace('x', '9')));
        }

        boolean holds(int code) {
            return least <= code && code <= most;
        }
    }

    /** @param category 0 for any, {@link #ABSENT} where there must be no status */
    record StatusForm(int category, int subject, int detail) {

        /** The category that stands for: no status at all. */
        private static final int ABSENT = -1;

        static StatusForm of(String written) {
            if (written.equals("none")) {
                return new StatusForm(ABSENT, 0, 0);
            }
            var parts = List.of(written.split("\\.", 3));
            return new StatusForm(
                    parts.get(0).equals("x") ? 0 : Integer.parseInt(parts.get(0)),
                    Integer.parseInt(parts.get(1)),
                    Integer.parseInt(parts.get(2)));
        }

        static List<StatusForm> read(TableReader table) {
            int[] numbers = table.numbers();
            var forms = new ArrayList<StatusForm>(numbers.length / 3);
            for (int i = 0; i < numbers.length; i += 3) {
                forms.add(new StatusForm(numbers[i], numbers[i + 1], numbers[i + 2]));
            }
            return forms;
        }

        IntStream numbers() {
            return IntStream.of(category, subject, detail);
        }

        /** No status, as a {@link #key}. */
        static final int NO_KEY = -1;

        /** A number for all statuses that differ in their class only. */
        static int keyOf(EnhancedStatus status) {
            return status.subject() * 1_000 + status.detail();
        }

        int key() {
            return category == ABSENT ? NO_KEY : subject * 1_000 + detail;
        }

        boolean fits(Optional<EnhancedStatus> status) {
            return category == ABSENT ? status.isEmpty() : status.isPresent() && fits(status.get());
        }

        private boolean fits(EnhancedStatus status) {
            return (category == 0 || category == status.category())
                    && subject == status.subject()
                    && detail == status.detail();
        }
    }
}
