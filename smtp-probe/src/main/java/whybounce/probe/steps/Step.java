package whybounce.probe.steps;

import java.util.List;
import whybounce.check.Finding;

/**
 * One of the five steps, done.
 *
 * @param says the result in a sentence
 * @param facts what stands below it
 * @param findings what was checked
 */
public record Step(Name name, Result result, String says, List<Fact> facts, List<Finding> findings) {

    public Step {
        facts = List.copyOf(facts);
        findings = List.copyOf(findings);
    }

    static Step of(Name name, Result result, String says, List<Fact> facts) {
        return new Step(name, result, says, facts, List.of());
    }

    /** In their order. */
    public enum Name {
        RESPONSE("The full response"),
        MEANING("What it means"),
        SENDER_AND_RECIPIENT("Sender and recipient"),
        CONTENT("The content"),
        NEXT("Retry, suppress or escalate");

        private final String title;

        Name(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    /** What came of it. */
    public enum Result {
        DONE,
        /** Something is wrong. */
        PROBLEM,
        /** It was done, and did not lead to an answer. */
        UNKNOWN,
        /** It was not done; the sentence says why. */
        NOT_TESTED
    }

    /** Something seen or to be done: lines under a label. */
    public sealed interface Fact {

        String label();

        /** Words of ours. */
        record Words(String label, String words) implements Fact {}

        /** What to do, in order. */
        record Steps(String label, List<String> steps) implements Fact {
            public Steps {
                steps = List.copyOf(steps);
            }
        }

        /** Somebody else's words, line by line. */
        record Quote(String label, List<String> lines) implements Fact {
            public Quote {
                lines = List.copyOf(lines);
            }
        }
    }
}
