package whybounce.mailets.james;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import whybounce.failure.RecipientOutcome;
import whybounce.failure.RecipientOutcome.Action;

/**
 * A mail that James could not deliver or not deliver yet, and what became of its recipients.
 *
 * @param queueId our name for it, the same for all copies that James makes on the way
 * @param sender empty for the null reverse-path
 * @param authenticated whether the sender logged in to submit it
 */
public record FailedMail(
        String queueId,
        Optional<MailAddress> sender,
        boolean authenticated,
        Instant arrival,
        DsnWishes wishes,
        List<RecipientOutcome> outcomes) {

    // James adds "-!" and digits to the name of each copy of a mail.
    private static final Pattern COPY = Pattern.compile("(-!\\d+)+$");

    public FailedMail {
        outcomes = List.copyOf(outcomes);
    }

    /** Reads what our delivery kept on the mail, or else what James's own says. */
    public static FailedMail read(Mail mail, OriginalMessage original, Instant now) {
        var wishes = DsnWishes.of(mail);
        var arrival = Arrival.of(mail, original, now);
        return new FailedMail(
                COPY.matcher(mail.getName()).replaceFirst(""),
                mail.getMaybeSender().asOptional(),
                mail.getAttribute(Mail.SMTP_AUTH_USER).isPresent(),
                arrival,
                wishes,
                outcomes(mail, new StockDelivery(mail, wishes, original, now), arrival));
    }

    private static List<RecipientOutcome> outcomes(Mail mail, StockDelivery stock, Instant arrival) {
        var kept = Outcomes.read(mail);
        if (kept.isEmpty() || mail.getRecipients().isEmpty()) {
            return kept.isEmpty() ? stock.outcomes(arrival) : kept;
        }
        // A matcher may have split the mail since: each part carries the outcomes of all, and tells its own.
        var byRecipient = kept.stream()
                .collect(Collectors.toMap(
                        outcome -> key(outcome.recipient()), Function.identity(), (first, second) -> first));
        var recipients =
                mail.getRecipients().stream().map(MailAddress::asString).toList();
        if (recipients.stream().allMatch(recipient -> byRecipient.containsKey(key(recipient)))) {
            return recipients.stream()
                    .map(recipient -> byRecipient.get(key(recipient)))
                    .toList();
        }
        return stock.outcomes(arrival).stream()
                .map(outcome -> byRecipient.getOrDefault(key(outcome.recipient()), outcome))
                .toList();
    }

    private static String key(String recipient) {
        return recipient.toLowerCase(Locale.ROOT);
    }

    /** The recipients of which this is to be told, as far as the sender wants to hear of it. */
    public List<RecipientOutcome> wanted(Action action) {
        return outcomes.stream()
                .filter(outcome -> outcome.action() == action)
                // RFC 3461 section 5.2: NOTIFY decides for each recipient.
                .filter(outcome -> wishes.wants(outcome.recipient(), action))
                .toList();
    }

    public boolean has(Action action) {
        return outcomes.stream().anyMatch(outcome -> outcome.action() == action);
    }

    /** Whether this is a copy that only tells of a delay: the mail itself is still being tried. */
    public boolean onlyDelayed() {
        return !outcomes.isEmpty() && outcomes.stream().allMatch(outcome -> outcome.action() == Action.DELAYED);
    }
}
