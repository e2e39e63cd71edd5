package whybounce.failure;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What became of one recipient of one message.
 *
 * @param recipient the address that was dialled
 * @param originalRecipient from ORCPT only
 * @param attempts the failed ones, oldest first; of {@link #MAX_ATTEMPTS} and more, some between are missing
 * @param since when the message came to us
 * @param retryUntil when we give up; only of a delayed one
 */
public record RecipientOutcome(
        String recipient,
        Optional<OriginalRecipient> originalRecipient,
        Action action,
        List<Attempt> attempts,
        Instant since,
        Optional<Instant> retryUntil) {

    /** How many attempts are kept: some of the first and the last ones. */
    public static final int MAX_ATTEMPTS = 10;

    /** RFC 3464 section 2.3.3. */
    public enum Action {
        FAILED,
        DELAYED,
        DELIVERED,
        RELAYED,
        EXPANDED
    }

    public RecipientOutcome {
        attempts = List.copyOf(attempts);
        // RFC 3464 section 2.3.9: Will-Retry-Until is for delayed recipients only.
        if (retryUntil.isPresent() && action != Action.DELAYED) {
            throw new IllegalArgumentException("retryUntil is for DELAYED, not " + action);
        }
    }

    public Optional<Attempt> lastAttempt() {
        return attempts.isEmpty() ? Optional.empty() : Optional.of(attempts.getLast());
    }

    /** Given up after failures that were each temporary: the state is failed, the cause the last attempt's. */
    public boolean expired() {
        return action == Action.FAILED
                && lastAttempt().map(last -> last.failure().isTransient()).orElse(false);
    }
}
