package whybounce.mailets;

import java.util.List;
import whybounce.failure.RecipientOutcome;
import whybounce.failure.RecipientOutcome.Action;
import whybounce.mailets.checks.LiveChecks.Look;
import whybounce.mailets.james.FailedMail;

/**
 * What one report tells: some recipients of one mail, to all of whom the same happened.
 *
 * @param look what the DNS says of it, waited for once for all who are told
 */
record News(FailedMail failed, Action action, List<RecipientOutcome> outcomes, Look look) {
    News {
        outcomes = List.copyOf(outcomes);
        if (outcomes.isEmpty()) {
            throw new IllegalArgumentException("no news");
        }
    }
}
