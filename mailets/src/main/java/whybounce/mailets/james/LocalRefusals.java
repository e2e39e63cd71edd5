package whybounce.mailets.james;

import java.util.Optional;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import whybounce.failure.DeliveryFailure.LocalRefusal;
import whybounce.failure.DeliveryFailure.LocalRefusal.What;

/** What cannot be sent to this server, as it told itself in reply to EHLO. */
final class LocalRefusals {

    private LocalRefusals() {}

    static Optional<LocalRefusal> of(RecordingTransport transport, Mail mail, MailAddress recipient) {
        return unprintable(mail, recipient)
                .or(() -> utf8(transport, mail, recipient))
                .or(() -> size(transport, mail));
    }

    // RFC 5321 section 4.1.2: even quoted, an address is printable. A line break in it would be a command of its own.
    private static Optional<LocalRefusal> unprintable(Mail mail, MailAddress recipient) {
        boolean breaks = (mail.getMaybeSender().asString() + recipient.asString())
                .chars()
                .anyMatch(Character::isISOControl);
        return breaks
                ? Optional.of(new LocalRefusal(What.FAULT, "an address with control characters cannot be sent to"))
                : Optional.empty();
    }

    // RFC 6531 section 3.2: an address beyond ASCII goes only to a server that says SMTPUTF8.
    private static Optional<LocalRefusal> utf8(RecordingTransport transport, Mail mail, MailAddress recipient) {
        var sender = mail.getMaybeSender().asString();
        boolean wanted = !ascii(sender) || !ascii(recipient.asString());
        return wanted && !transport.supportsExtension("SMTPUTF8")
                ? Optional.of(new LocalRefusal(
                        What.NO_SMTPUTF8, "the server does not offer SMTPUTF8, which this address needs"))
                : Optional.empty();
    }

    // RFC 1870 section 6.1: nothing is sent that is larger than the SIZE announced. 0 means no fixed limit.
    private static Optional<LocalRefusal> size(RecordingTransport transport, Mail mail) {
        long limit = number(Optional.ofNullable(transport.getExtensionParameter("SIZE")));
        if (limit <= 0) {
            return Optional.empty();
        }
        long size = size(mail);
        return size > limit
                ? Optional.of(new LocalRefusal(
                        What.TOO_LARGE, "the message has " + size + " bytes, the server takes " + limit))
                : Optional.empty();
    }

    private static long size(Mail mail) {
        try {
            return mail.getMessageSize();
        } catch (MessagingException unknown) {
            return 0;
        }
    }

    private static long number(Optional<String> text) {
        try {
            return Long.parseLong(text.orElse("0").strip());
        } catch (NumberFormatException none) {
            return 0;
        }
    }

    static boolean ascii(String text) {
        return text.chars().allMatch(c -> c < 128);
    }
}
