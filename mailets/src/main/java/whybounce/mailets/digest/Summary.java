package whybounce.mailets.digest;

import java.time.Instant;
import java.util.List;

/**
 * What a digest says of one report without opening it.
 *
 * @param reportId the same for the same failure; a report is held once
 * @param to whom the report is for
 * @param from in whose name
 * @param toSender whether it is for who sent the message, and no copy for the postmaster
 * @param message the name under which the message came to us; empty where nobody knows it
 * @param subject of the original; empty where it had none, or where this reader must not see it
 */
public record Summary(
        String reportId,
        String to,
        String from,
        Instant time,
        boolean toSender,
        String message,
        String subject,
        List<Failure> failures) {

    public Summary {
        failures = List.copyOf(failures);
    }

    /**
     * One recipient.
     *
     * @param headline one sentence of ours
     * @param actor who must act, as the reader is told it
     */
    public record Failure(String recipient, String headline, String actor) {}
}
