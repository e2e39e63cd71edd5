package whybounce.dsn.read;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a message turned out to be. */
public sealed interface Reading {

    /**
     * A delivery status notification.
     *
     * @param reportingMta without its type
     * @param recipients at least one
     */
    record Dsn(
            Optional<String> reportingMta,
            Optional<String> envelopeId,
            Optional<Instant> arrival,
            List<DsnRecipient> recipients)
            implements Reading {
        public Dsn {
            recipients = List.copyOf(recipients);
        }
    }

    /** Another kind of message; receipts (MDN) and feedback reports look alike and are among these. */
    record NotADsn(String why) implements Reading {}

    /** A message that says it is a notification, and tells of no recipient. */
    record Malformed(String why) implements Reading {}
}
