package whybounce.mailets.james;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.james.core.MailAddress;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeUtils;
import org.apache.mailet.Mail;
import whybounce.failure.Attempt;
import whybounce.failure.DeliveryFailure;
import whybounce.failure.DeliveryFailure.Refused;
import whybounce.failure.DeliveryFailure.Unexplained;
import whybounce.failure.RecipientOutcome;
import whybounce.failure.RecipientOutcome.Action;
import whybounce.failure.Stage;
import whybounce.reply.SmtpReply;

/**
 * What can be known of a failure behind James's own RemoteDelivery, which keeps one error text for the whole mail.
 * The text of one recipient is often another's; it is believed only where it cannot be.
 */
final class StockDelivery {
    private static final AttributeName ERROR = AttributeName.of("delivery-error");
    private static final AttributeName ERROR_CODE = AttributeName.of("delivery-error-code");

    private static final String EXPIRED = "Too many retries failure";
    private static final Pattern NO_DNS_ENTRY =
            Pattern.compile("no DNS entries for the hostname (?:Domain : )?(\\S+?)\\.?\\s");

    // JavaMail counts RCPT 552 among the temporary ones, so a recipient given up at once never was refused with it.
    private static final int RCPT_552 = 552;
    private static final int ALL_SENT = 250;

    /** The longest text worth keeping that is no reply; James puts whole stack traces there. */
    private static final int LONGEST_TEXT = 500;

    private final Mail mail;
    private final DsnWishes wishes;
    private final OriginalMessage original;
    private final Instant now;

    StockDelivery(Mail mail, DsnWishes wishes, OriginalMessage original, Instant now) {
        this.mail = mail;
        this.wishes = wishes;
        this.original = original;
        this.now = now;
    }

    /** One failed outcome for each recipient of the mail. */
    List<RecipientOutcome> outcomes(Instant arrival) {
        var attempt = new Attempt(Arrival.lastChange(mail, now), Duration.ZERO, Optional.empty(), failure());
        return mail.getRecipients().stream()
                .map(MailAddress::asString)
                .map(recipient -> new RecipientOutcome(
                        recipient,
                        wishes.originalRecipient(recipient),
                        Action.FAILED,
                        List.of(attempt),
                        arrival,
                        Optional.empty()))
                .toList();
    }

    private DeliveryFailure failure() {
        String text = AttributeUtils.getValueAndCastFromMail(mail, ERROR, String.class)
                .or(() -> Optional.ofNullable(mail.getErrorMessage()))
                .orElse("")
                .strip();
        if (text.startsWith(EXPIRED)) {
            return new Unexplained("Too many retries: no attempt succeeded in the time that this relay allows.");
        }
        var reply = SmtpReply.parse(text);
        return reply.code() >= 400 && reply.code() < 600 ? refusal(reply) : words(text);
    }

    private DeliveryFailure refusal(SmtpReply reply) {
        return mail.getRecipients().size() == 1 && isThisRecipients(reply)
                ? new Refused(Stage.UNKNOWN, reply)
                : new Unexplained(
                        "The other server refused it. Which of its words were for this address is not known.");
    }

    /**
     * Whether the one text that James kept is this recipient's. It may be that of another recipient of the same
     * transaction: one that is tried again (then it starts with 4, or is 552), or, where the refusal came after DATA,
     * one that RCPT refused.
     */
    private boolean isThisRecipients(SmtpReply reply) {
        var code = AttributeUtils.getValueAndCastFromMail(mail, ERROR_CODE, Integer.class)
                .filter(known -> known != ALL_SENT);
        if (!reply.isPermanent()) {
            return false;
        }
        return code.isEmpty() ? reply.code() != RCPT_552 : code.get() == reply.code() && !hasCompany();
    }

    /** Whether the message went to others of the same domain, as far as can be seen. */
    private boolean hasCompany() {
        var recipient = mail.getRecipients().iterator().next();
        return new AddressesOf(original).inHeaders().anyMatch(other -> isCompany(recipient, other))
                || wishes.recipients().keySet().stream().anyMatch(other -> isCompany(recipient, other));
    }

    private static boolean isCompany(MailAddress recipient, String other) {
        String domain = "@" + recipient.getDomain().asString();
        return !other.equalsIgnoreCase(recipient.asString())
                && other.toLowerCase(Locale.ROOT).endsWith(domain.toLowerCase(Locale.ROOT));
    }

    private static DeliveryFailure words(String text) {
        var domain = NO_DNS_ENTRY.matcher(text);
        if (domain.find()) {
            return new Unexplained("The DNS names no server that takes mail for " + domain.group(1) + ".");
        }
        String line = text.lines().findFirst().orElse("");
        return new Unexplained(line.substring(0, Math.min(LONGEST_TEXT, line.length())));
    }
}
