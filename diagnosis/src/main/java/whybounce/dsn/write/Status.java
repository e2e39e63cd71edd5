package whybounce.dsn.write;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;
import whybounce.failure.DeliveryFailure.NoRoute;
import whybounce.failure.RecipientOutcome;
import whybounce.failure.RecipientOutcome.Action;
import whybounce.reply.EnhancedStatus;

/** The Status field (RFC 3464 section 2.3.4): the server's own code, else one that says the same as the cause. */
final class Status {

    private static final Properties BY_CAUSE = table();

    private Status() {}

    static EnhancedStatus of(Told told) {
        var outcome = told.outcome();
        int category = category(outcome);
        return said(outcome)
                .or(() -> expired(outcome))
                .or(() -> unroutable(outcome))
                .or(() -> ofCause(told))
                .orElse(new EnhancedStatus(category, 0, 0))
                .withCategory(category);
    }

    /**
     * RFC 3463 section 2: 5 says that sending the same again will not help, 4 that it may. A recipient that was given up
     * after temporary failures keeps its 4, as in the first example of RFC 3464 appendix E.
     */
    private static int category(RecipientOutcome outcome) {
        return switch (outcome.action()) {
            case FAILED -> outcome.expired() ? 4 : 5;
            case DELAYED -> 4;
            case DELIVERED, RELAYED, EXPANDED -> 2;
        };
    }

    private static Optional<EnhancedStatus> said(RecipientOutcome outcome) {
        return outcome.lastAttempt()
                .flatMap(last -> last.failure().reply())
                .flatMap(reply -> reply.enhanced())
                .filter(status -> status.category() != 2);
    }

    // RFC 3463 section 3.5: X.4.7, delivery time expired, useful only as a persistent transient error.
    private static Optional<EnhancedStatus> expired(RecipientOutcome outcome) {
        return outcome.action() == Action.FAILED && outcome.expired()
                ? Optional.of(new EnhancedStatus(4, 4, 7))
                : Optional.empty();
    }

    // RFC 3463 section 3.5: X.4.4, the directory works and has no address; X.4.3 is a directory that fails.
    private static Optional<EnhancedStatus> unroutable(RecipientOutcome outcome) {
        return outcome.lastAttempt()
                .filter(last ->
                        last.failure() instanceof NoRoute route && route.why() == NoRoute.Why.MX_WITHOUT_ADDRESS)
                .map(last -> new EnhancedStatus(5, 4, 4));
    }

    private static Optional<EnhancedStatus> ofCause(Told told) {
        return told.diagnosis()
                .best()
                .flatMap(finding ->
                        Optional.ofNullable(BY_CAUSE.getProperty(finding.cause().id())))
                .flatMap(rest -> EnhancedStatus.parse("5." + rest));
    }

    private static Properties table() {
        try (InputStream in = Status.class.getResourceAsStream("status.properties")) {
            var table = new Properties();
            table.load(java.util.Objects.requireNonNull(in, "status.properties"));
            return table;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
