package whybounce.check.spf;

import java.util.List;
import whybounce.dns.Question;

/**
 * One term, as it was evaluated.
 *
 * @param depth 0 in the domain's own record, 1 in one that it includes, and so on
 * @param domain whose record it stands in
 * @param term as it stands there; what a person is shown of it must be made fit for that
 * @param asked in order
 * @param why it matched or not, in words
 */
public record SpfStep(int depth, String domain, String term, List<Asked> asked, Outcome outcome, String why) {

    public SpfStep {
        asked = List.copyOf(asked);
    }

    /** What a term came to. */
    public enum Outcome {
        MATCHED,
        NOT_MATCHED,
        /** The check ended here without a verdict. */
        ERROR
    }

    /**
     * A question and what came.
     *
     * @param came in words, fit to be shown
     */
    public record Asked(Question<?> question, String came) {}
}
