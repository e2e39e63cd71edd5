package whybounce.classify;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import whybounce.catalogue.Cause;
import whybounce.reply.EnhancedStatus;
import whybounce.table.TableReader;

/**
 * A rule, ready to be asked.
 *
 * <p>What it asks for stands in the numbers of the table that all rules were read from, side by side: most of the time it
 * takes to ask a rule goes into reading them.
 */
final class CompiledRule {

    /** No match. */
    static final int NO = -1;

    /** It asks for no block list. */
    static final int NO_LIST = -1;

    /** By the numbers that the table has for them. */
    static final List<Evidence> EVIDENCE = List.of(Evidence.values());

    private final int place;
    private final String id;
    private final Cause cause;

    private final Evidence evidence;
    private final boolean weak;

    private final int[] numbers;

    // Where in the numbers what it asks for begins.

    /** How many numbers there are; of each status its category, subject and detail; none where any will do. */
    private final int statuses;

    private final int none;
    private final int with;
    private final int lists;
    private final int all;

    /**
     * @param table where a {@link RuleCompiler} wrote it
     * @param kinds where the names of the block lists of each kind begin
     */
    CompiledRule(int place, TableReader table, List<Cause> causes, int[] kinds) {
        this.place = place;
        this.id = table.text();
        this.cause = causes.get(table.number());
        this.evidence = EVIDENCE.get(table.number());
        this.weak = table.number() != 0;
        int kind = table.number();
        this.lists = kind == NO_LIST ? NO_LIST : kinds[kind];
        this.numbers = table.all();
        this.statuses = table.skipNumbers();
        this.none = Terms.skip(table);
        this.with = Terms.skip(table);
        this.all = Terms.skip(table);
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

    /**
     * How many characters of the words speak for it besides its key, or {@link #NO}.
     *
     * <p>What forbids it whatever stands beside was looked at already: {@link Gates}, {@link Bearings}.
     */
    int match(Optional<EnhancedStatus> status, Hits hits) {
        if (!statusesAllow(status) || Terms.anyIn(hits, numbers, none)) {
            return NO;
        }
        int beside = Terms.longestIn(hits, numbers, with);
        int list = lists == NO_LIST ? 0 : Terms.longestIn(hits, numbers, lists);
        int others = Terms.allIn(hits, numbers, all);
        boolean misses =
                others == NO || (beside == 0 && !Terms.isEmpty(numbers, with)) || (list == 0 && lists != NO_LIST);
        return misses ? NO : beside + list + others;
    }

    private boolean statusesAllow(Optional<EnhancedStatus> status) {
        int end = statuses + numbers[statuses];
        for (int i = statuses + 1; i < end; i += StatusForm.NUMBERS) {
            if (StatusForm.fits(numbers[i], numbers[i + 1], numbers[i + 2], status)) {
                return true;
            }
        }
        return end == statuses;
    }

    /** Reply codes from one to another. */
    record Range(int least, int most) {

        /** @param written several of them; none where any code will do */
        static boolean allow(List<String> written, int code) {
            return written.isEmpty() || written.stream().map(Range::of).anyMatch(range -> range.holds(code));
        }

        private boolean holds(int code) {
            return least <= code && code <= most;
        }

        static Range of(String written) {
            return new Range(Integer.parseInt(written.replace('x', '0')), Integer.parseInt(written.replace('x', '9')));
        }
    }

    /** @param category 0 for any, {@link #ABSENT} where there must be no status */
    record StatusForm(int category, int subject, int detail) {

        /** As many as it is written as. */
        private static final int NUMBERS = 3;

        /** The category that stands for: no status at all. */
        private static final int ABSENT = -1;

        /** No status, as a {@link #key}. */
        static final int NO_KEY = 1_000_000;

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

        IntStream numbers() {
            return IntStream.of(category, subject, detail);
        }

        /** A number for all statuses that differ in their class only. */
        static int keyOf(EnhancedStatus status) {
            return status.subject() * 1_000 + status.detail();
        }

        int key() {
            return category == ABSENT ? NO_KEY : subject * 1_000 + detail;
        }

        boolean fits(Optional<EnhancedStatus> status) {
            return fits(category, subject, detail, status);
        }

        private static boolean fits(int category, int subject, int detail, Optional<EnhancedStatus> status) {
            if (category == ABSENT || status.isEmpty()) {
                return category == ABSENT && status.isEmpty();
            }
            var found = status.get();
            return (category == 0 || category == found.category())
                    && subject == found.subject()
                    && detail == found.detail();
        }
    }
}
