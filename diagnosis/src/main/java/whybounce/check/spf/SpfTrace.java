package whybounce.check.spf;

import java.util.ArrayList;
import java.util.List;
import whybounce.check.Foreign;

/** A trace as lines for a person. */
final class SpfTrace {

    /** A record with more terms is told in part. */
    private static final int MOST_LINES = 40;

    private SpfTrace() {}

    static List<String> lines(SpfVerdict verdict) {
        var lines = new ArrayList<String>();
        verdict.record().ifPresent(record -> lines.add(verdict.domain() + ": " + Foreign.text(record)));
        for (var step : verdict.trace()) {
            if (lines.size() == MOST_LINES) {
                lines.add("...");
                return lines;
            }
            lines.add("  ".repeat(step.depth() + 1) + Foreign.text(step.term()) + ": " + outcome(step) + asked(step));
        }
        lines.add(verdict.lookups() + " of 10 look-ups, " + verdict.voids() + " of 2 that come to nothing");
        return lines;
    }

    private static String outcome(SpfStep step) {
        var word = switch (step.outcome()) {
            case MATCHED -> "matches";
            case NOT_MATCHED -> "no match";
            case ERROR -> "error";
        };
        return step.why().isEmpty() ? word : word + ", " + step.why();
    }

    private static String asked(SpfStep step) {
        return step.asked().isEmpty()
                ? ""
                : " ("
                        + String.join(
                                "; ",
                                step.asked().stream()
                                        .map(asked ->
                                                Foreign.text(asked.question().toString()) + ": " + asked.came())
                                        .toList())
                        + ")";
    }
}
