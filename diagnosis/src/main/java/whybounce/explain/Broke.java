package whybounce.explain;

import whybounce.catalogue.Cause;
import whybounce.failure.DeliveryFailure.Broken;
import whybounce.failure.DeliveryFailure.NoRoute;
import whybounce.failure.RecipientOutcome;
import whybounce.failure.Stage;

/** What the last attempt itself showed beyond its cause. */
final class Broke {

    private Broke() {}

    /** Whether the whole message was sent and no answer came: RFC 1047, it may have been delivered all the same. */
    static boolean unsure(RecipientOutcome outcome, Cause cause) {
        return cause.id().equals("connection-lost")
                && outcome.lastAttempt()
                        .filter(last -> last.failure() instanceof Broken broken && broken.stage() == Stage.END_OF_DATA)
                        .isPresent();
    }

    /** Whether the DNS said of the very domain that the sender wrote that there is none. */
    static boolean noSuchDomain(RecipientOutcome outcome, Cause cause) {
        return cause.id().equals("domain-not-found")
                && !Addressed.hidden(outcome)
                && outcome.lastAttempt()
                        .filter(last ->
                                last.failure() instanceof NoRoute route && route.why() == NoRoute.Why.NO_SUCH_DOMAIN)
                        .isPresent();
    }
}
