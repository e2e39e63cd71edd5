package whybounce.mailets.james;

import java.text.ParseException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.Optional;
import javax.mail.internet.MailDateFormat;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeUtils;
import org.apache.mailet.Mail;

/** When a message came to this relay. */
final class Arrival {
    private static final AttributeName BY_DSN_HOOK = AttributeName.of("dsn-arrival-date");

    private Arrival() {}

    /** As James's DSN hook noted it; else as our own Received field, the topmost, has it; else the mail's last change. */
    static Instant of(Mail mail, OriginalMessage original, Instant now) {
        return AttributeUtils.getValueAndCastFromMail(mail, BY_DSN_HOOK, ZonedDateTime.class)
                .map(ZonedDateTime::toInstant)
                .or(() -> original.header("Received").flatMap(Arrival::dateOf))
                .orElseGet(() -> lastChange(mail, now));
    }

    /** When James last touched the mail; now, where that is not known. */
    static Instant lastChange(Mail mail, Instant now) {
        return Optional.ofNullable(mail.getLastUpdated()).map(Date::toInstant).orElse(now);
    }

    // RFC 5322 section 3.6.7: the date stands behind the last semicolon.
    private static Optional<Instant> dateOf(String received) {
        try {
            return Optional.of(new MailDateFormat()
                    .parse(received.substring(received.lastIndexOf(';') + 1).strip())
                    .toInstant());
        } catch (ParseException e) {
            return Optional.empty();
        }
    }
}
