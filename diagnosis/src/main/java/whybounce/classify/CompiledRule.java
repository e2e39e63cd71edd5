package whybounce.classify;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import whybounce.catalogue.Cause;
import whybounce.catalogue.Rule;
import whybounce.classify.PhraseAutomaton.Hits;
import whybounce.classify.Phrases.Term;
import whybounce.failure.Stage;
import whybounce.reply.EnhancedStatus;

/**
 * A rule, ready to be asked.
 *
 * @param place in the order of the catalogue
 * @param lists phrases that name a block list of the wanted kind; empty where none is wanted
 */
record CompiledRule(
        int place,
        Rule rule,
        Cause cause,
        Evidence evidence,
        List<Range> codes,
        List<StatusForm> statuses,
        Set<Stage> stages,
        Set<Stage> notStages,
        List<Term> any,
        List<Term> all,
        List<Term> none,
        List<Term> lists) {

    /** No match. */
    static final int NO = -1;

    static CompiledRule of(int place, Rule rule, Cause cause, Phrases phrases, List<Term> lists) {
        var when = rule.when();
        return new CompiledRule(
                place,
                rule,
                cause,
                evidence(rule),
                when.codes().stream().map(Range::of).toList(),
                when.statuses().stream().map(StatusForm::of).toList(),
                stages(when.stages()),
                stages(when.notStages()),
                phrases.terms(when.phrases()),
                phrases.terms(when.all()),
                phrases.terms(when.none()),
                lists);
    }

    private static Evidence evidence(Rule rule) {
        boolean provider = rule.provider().isPresent();
        if (rule.when().asksForWords()) {
            return provider ? Evidence.PROVIDER_WORDING : Evidence.WORDING;
        }
        if (!rule.when().statuses().isEmpty()) {
            return provider ? Evidence.PROVIDER_STATUS : Evidence.STATUS;
        }
        return Evidence.REPLY_CODE;
    }

    private static Set<Stage> stages(List<String> names) {
        var stages = EnumSet.noneOf(Stage.class);
        names.forEach(name -> stages.add(Stage.valueOf(name.toUpperCase(Locale.ROOT))));
        return stages;
    }

    boolean asksForWords() {
        return evidence == Evidence.WORDING || evidence == Evidence.PROVIDER_WORDING;
    }

    /** The phrases one of which must be found before it is worth asking. */
    List<Term> keys() {
        if (!any.isEmpty()) {
            return any;
        }
        return all.isEmpty() ? lists : all.subList(0, 1);
    }

    /** How many characters of the words speak for it, or {@link #NO}. */
    int match(int code, Optional<EnhancedStatus> status, Optional<Stage> stage, Hits hits) {
        if (!codesAllow(code) || !statusesAllow(status) || !stagesAllow(stage) || anyOf(none, hits) > 0) {
            return NO;
        }
        int length = 0;
        if (!any.isEmpty()) {
            int best = anyOf(any, hits);
            if (best == 0) {
                return NO;
            }
            length += best;
        }
        if (!lists.isEmpty()) {
            int best = anyOf(lists, hits);
            if (best == 0) {
                return NO;
            }
            length += best;
        }
        for (var term : all) {
            if (!term.in(hits)) {
                return NO;
            }
            length += term.length();
        }
        return length;
    }

    private static int anyOf(List<Term> terms, Hits hits) {
        int best = 0;
        for (var term : terms) {
            if (term.length() > best && term.in(hits)) {
                best = term.length();
            }
        }
        return best;
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

        static Range of(String written) {
            return new Range(Integer.parseInt(written.replace('x', '0')), Integer.parseInt(written.replace('x', '9')));
        }

        boolean holds(int code) {
            return least <= code && code <= most;
        }
    }

    /** @param category 0 for any */
    record StatusForm(int category, int subject, int detail) {

        private static final StatusForm ABSENT = new StatusForm(-1, -1, -1);

        static StatusForm of(String written) {
            if (written.equals("none")) {
                return ABSENT;
            }
            var parts = List.of(written.split("\\.", 3));
            return new StatusForm(
                    parts.get(0).equals("x") ? 0 : Integer.parseInt(parts.get(0)),
                    Integer.parseInt(parts.get(1)),
                    Integer.parseInt(parts.get(2)));
        }

        /** No status, as a {@link #key}. */
        static final int NO_KEY = -1;

        /** A number for all statuses that differ in their class only. */
        static int keyOf(EnhancedStatus status) {
            return status.subject() * 1_000 + status.detail();
        }

        int key() {
            return equals(ABSENT) ? NO_KEY : subject * 1_000 + detail;
        }

        boolean fits(Optional<EnhancedStatus> status) {
            return equals(ABSENT) ? status.isEmpty() : status.isPresent() && fits(status.get());
        }

        private boolean fits(EnhancedStatus status) {
            return (category == 0 || category == status.category())
                    && subject == status.subject()
                    && detail == status.detail();
        }
    }
}
