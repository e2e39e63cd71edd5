package whybounce.explain;

import java.util.Optional;
import whybounce.catalogue.Cause;
import whybounce.catalogue.Circumstance;
import whybounce.failure.DeliveryFailure;
import whybounce.failure.DeliveryFailure.Broken;
import whybounce.failure.DeliveryFailure.NoRoute;
import whybounce.failure.RecipientOutcome;
import whybounce.failure.Stage;

/** What the last attempt itself showed beyond its cause. */
final class Shown {

    private Shown() {}

    /** What was shown, where it may be said of {@code domain}. */
    static Optional<Circumstance> of(RecipientOutcome outcome, String domain) {
        return outcome.lastAttempt().flatMap(last -> of(last.failure(), domain));
    }

    /** Whether the whole message was sent and no answer came: RFC 1047, it may have been delivered all the same. */
    static boolean unsure(Optional<Circumstance> shown, Cause cause) {
        return cause.id().equals("connection-lost")
                && shown.filter(Circumstance.AFTER_END_OF_DATA::equals).isPresent();
    }

    private static Optional<Circumstance> of(DeliveryFailure failure, String domain) {
        // Behind an alias the DNS was asked about another domain than the sender wrote.
        if (failure instanceof NoRoute route && route.domain().equalsIgnoreCase(domain)) {
            return of(route.why());
        }
        return failure instanceof Broken broken && broken.stage() == Stage.END_OF_DATA
                ? Optional.of(Circumstance.AFTER_END_OF_DATA)
                : Optional.empty();
    }

    private static Optional<Circumstance> of(NoRoute.Why why) {
        return switch (why) {
            case NO_SUCH_DOMAIN -> Optional.of(Circumstance.NO_SUCH_DOMAIN);
            case NULL_MX -> Optional.of(Circumstance.NULL_MX);
            case MX_WITHOUT_ADDRESS -> Optional.of(Circumstance.MX_WITHOUT_ADDRESS);
            case SERVFAIL, TIMED_OUT -> Optional.empty();
        };
    }
}
