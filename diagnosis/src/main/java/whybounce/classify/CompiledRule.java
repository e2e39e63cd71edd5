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

/** A rule, ready to be asked. */
final class CompiledRule {

    /** No match. */
    static final int NO = -1;

    private final int place;
    private final String id;
    private final Cause cause;

    /** The id of the platform that must have spoken; empty where anybody may. */
    private final String provider;

    private final Evidence evidence;
    private final boolean weak;

    /** From one to another, both inclusive, and so on; none where any will do. */
    private final int[] codes;

    private final List<StatusForm> statuses;

    /** None where any will do. */
    private final Set<Stage> stages;

    private final Set<Stage> notStages;

    private final List<Term> keys;
    private final Terms with;
    private final Terms lists;
    private final Terms all;
    private final Terms none;

    /** @param listTerms what names the lists of a kind */
    private CompiledRule(int place, TableReader table, Catalogue catalogue, Map<BlockList.Kind, List<Term>> listTerms) {
        this.place = place;
        this.id = table.text();
        this.cause = catalogue.cause(table.text());
        this.provider = table.text();
        this.evidence = Evidence.valueOf(table.text());
        this.weak = table.number() != 0;
        this.codes = table.numbers();
        this.statuses = StatusForm.read(table);
        this.stages = stages(table);
        this.notStages = stages(table);
        var any = table.terms();
        this.with = Terms.of(table.terms());
        String kind = table.text();
        List<Term> named = kind.isEmpty() ? List.of() : listTerms.getOrDefault(BlockList.Kind.valueOf(kind), List.of());
        var every = table.terms();
        boolean keyInAll = any.isEmpty() && !every.isEmpty();
        boolean keyInLists = any.isEmpty() && every.isEmpty();
        this.keys = keyInAll ? every.subList(0, 1) : keyInLists ? named : any;
        this.lists = keyInLists ? Terms.NONE : Terms.of(named);
        this.all = Terms.of(keyInAll ? every.subList(1, every.size()) : every);
        this.none = Terms.of(table.terms());
    }

    /** All rules of a table, in order. */
    static List<CompiledRule> read(TableReader table, Catalogue catalogue, Map<BlockList.Kind, List<Term>> lists) {
        int count = table.number();
        var rules = new ArrayList<CompiledRule>(count);
        for (int place = 0; place < count; place++) {
            rules.add(new CompiledRule(place, table, catalogue, lists));
        }
        return rules;
    }

    private static Set<Stage> stages(TableReader table) {
        var stages = EnumSet.noneOf(Stage.class);
        for (int left = table.number(); left > 0; left--) {
            stages.add(Stage.valueOf(table.text()));
        }
        return stages;
    }

    /** In the order of the catalogue. */
    int place() {
        return place;
    }

    String id() {
        return id;
    }

    Cause cause() {
        return cause;
    }

    Evidence evidence() {
        return evidence;
    }

    /** Whether it only decides where no other rule on the same evidence does. */
    boolean isWeak() {
        return weak;
    }

    /** One of these phrases must be found before it is worth asking; none where the words have no part in it. */
    List<Term> keys() {
        return keys;
    }

    List<StatusForm> statuses() {
        return statuses;
    }

    /** Whether the words of a reply have a part in it. */
    boolean asksForWords() {
        return evidence == Evidence.WORDING || evidence == Evidence.PROVIDER_WORDING;
    }

    /** @param speaker the id of the platform that spoke, empty where it was not recognised */
    boolean listensTo(String speaker) {
        return provider.isEmpty() || provider.equals(speaker);
    }

    /**
     * How many characters of the words speak for it, or {@link #NO}.
     *
     * @param key the length of its longest key that was found
     */
    int match(int key, Said said, Optional<EnhancedStatus> status, Hits hits) {
        if (!codesAllow(said.code()) || !statusesAllow(status) || !stagesAllow(said.stage()) || none.anyIn(hits)) {
            return NO;
        }
        int beside = with.longestIn(hits);
        int list = lists.longestIn(hits);
        int others = all.allIn(hits);
        boolean misses = (beside == 0 && !with.isEmpty()) || (list == 0 && !lists.isEmpty()) || others == NO;
        return misses ? NO : key + beside + list + others;
    }

    boolean codesAllow(int code) {
        for (int i = 0; i < codes.length; i += 2) {
            if (codes[i] <= code && code <= codes[i + 1]) {
                return true;
            }
        }
        return codes.length == 0;
    }

    private boolean statusesAllow(Optional<EnhancedStatus> status) {
        if (statuses.isEmpty()) {
            return true;
        }
        for (var form : statuses) {
            if (form.fits(status)) {
                return true;
            }
        }
        return false;
    }

    private boolean stagesAllow(Optional<Stage> stage) {
        return stages.isEmpty()
                ? stage.isEmpty() || !notStages.contains(stage.get())
                : stage.isPresent() && stages.contains(stage.get());
    }

    /** Reply codes from one to another. */
    record Range(int least, int most) {

        IntStream numbers() {
            return IntStream.of(least, most);
        }

        static Range of(String written) {
            return new Range(Integer.parseInt(written.replace('x', '0')), Integer.parseInt(written.replace('x', '9')));
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
