package whybounce.probe;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import whybounce.dsn.read.DsnReader;
import whybounce.dsn.read.Reading.Dsn;
import whybounce.dsn.read.Reading.Malformed;
import whybounce.dsn.read.Reading.NotADsn;
import whybounce.failure.RecipientOutcome;
import whybounce.failure.RecipientOutcome.Action;

/** A delivery status notification: the outcomes it tells. */
final class Notification {

    private Notification() {}

    /**
     * The recipients that did not get the message.
     *
     * @param now for what the notification does not date
     * @throws IOException when {@code message} is no notification, saying what it is
     */
    static List<RecipientOutcome> outcomes(byte[] message, Instant now) throws IOException {
        return switch (DsnReader.read(new ByteArrayInputStream(message))) {
            case Dsn dsn ->
                dsn.recipients().stream()
                        .map(recipient -> recipient.outcome(dsn.arrival().orElse(now)))
                        .filter(outcome -> outcome.action() == Action.FAILED || outcome.action() == Action.DELAYED)
                        .toList();
            case NotADsn(var why) -> throw new IOException("it is no delivery status notification: " + why);
            case Malformed(var why) -> throw new IOException("a broken delivery status notification: " + why);
        };
    }
}
