package whybounce.mailets;

import java.util.List;
import whybounce.failure.RecipientOutcome;
import whybounce.failure.RecipientOutcome.Action;
import whybounce.mailets.james.FailedMail;

/** What one report tells: some recipients of one mail, to all of whom the same happened. */
record News(FailedMail failed, Action action, List<RecipientOutcome> outcomes) {
    News {
        outcomes = List.copyOf(outcomes);
        if (outcomes.isEmpty()) {
            throw new IllegalArgumentException("no news");
        }
    }
}
