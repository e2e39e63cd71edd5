package whybounce.dsn.write;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import whybounce.explain.GuideAddress;
import whybounce.explain.Reader;

/**
 * Everything that goes into one delivery status notification.
 *
 * @param from the From header's address; {@code contact} gives the name
 * @param to the return path of the original
 * @param messageId of the report, without angle brackets; the same for the same failure
 * @param reportingMta our host name
 * @param arrival when the original came to us
 * @param envelopeId ENVID of the original, still as xtext, only where it had one
 * @param queueId our name for the original; not shown to a foreign sender
 * @param guide where the guide pages are
 * @param recipients at least one; all failed or all delayed
 */
public record Report(
        String from,
        String to,
        String messageId,
        Instant date,
        String reportingMta,
        Instant arrival,
        Optional<String> envelopeId,
        Optional<String> queueId,
        Reader reader,
        Contact contact,
        Optional<GuideAddress> guide,
        List<Told> recipients,
        Original original) {

    public Report {
        recipients = List.copyOf(recipients);
        if (recipients.isEmpty()) {
            throw new IllegalArgumentException("a report without recipients");
        }
    }
}
