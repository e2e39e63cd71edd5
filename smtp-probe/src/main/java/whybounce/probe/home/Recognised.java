package whybounce.probe.home;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import whybounce.dsn.read.DsnReader;
import whybounce.dsn.read.Reading.Dsn;
import whybounce.failure.RecipientOutcome.Action;
import whybounce.probe.home.Homecoming.Arrived;
import whybounce.probe.home.Homecoming.Bounced;
import whybounce.probe.home.Mailbox.Letter;

/** What a letter in a mailbox tells about a message of ours. */
final class Recognised {

    /** As much as the reader of notifications reads of one. */
    static final int MOST_OF_NOTIFICATION = 1 << 20;

    private Recognised() {}

    /**
     * The message itself.
     *
     * @param hosts the servers on its way that we know of
     */
    static Homecoming arrived(Letter letter, Sought sought, Duration took, List<String> hosts) {
        var header = letter.header();
        return new Arrived(letter.folder(), letter.junk(), took, Hop.of(header), sought.judgement(header, hosts));
    }

    // RFC 6522 section 3: a notification is a multipart/report.
    static boolean isNotification(HeaderFields header) {
        return header.first("Content-Type")
                .map(type -> type.toLowerCase(Locale.ROOT))
                .filter(type -> type.startsWith("multipart/report"))
                .isPresent();
    }

    /** The failure that a notification tells of; a notice of delay or of delivery is no end. */
    static Optional<Homecoming> bounced(byte[] notification, Duration took, Instant now) throws IOException {
        return DsnReader.read(new ByteArrayInputStream(notification)) instanceof Dsn dsn && tellsFailure(dsn, now)
                ? Optional.of(new Bounced(took, dsn))
                : Optional.empty();
    }

    private static boolean tellsFailure(Dsn dsn, Instant now) {
        return dsn.recipients().stream()
                .anyMatch(recipient -> recipient.outcome(now).action() == Action.FAILED);
    }
}
