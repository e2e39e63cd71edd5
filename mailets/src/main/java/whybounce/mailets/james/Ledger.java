package whybounce.mailets.james;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeUtils;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import whybounce.failure.Attempt;
import whybounce.failure.OriginalRecipient;
import whybounce.failure.RecipientOutcome;
import whybounce.failure.RecipientOutcome.Action;

/** What is known of the recipients of one queued mail: all attempts so far, and when it came. */
final class Ledger {

    private static final AttributeName SINCE = AttributeName.of("whybounce.since");

    private final DsnWishes wishes;
    private final Instant since;
    private final Map<String, RecipientOutcome> known;

    private Ledger(Mail mail, Instant since) {
        this.wishes = DsnWishes.of(mail);
        this.since = since;
        this.known = Outcomes.read(mail).stream()
                .collect(Collectors.toMap(outcome -> key(outcome.recipient()), Function.identity(), (a, b) -> b));
    }

    static Ledger of(Mail mail) {
        return new Ledger(mail, since(mail));
    }

    /** Notes when the mail came to us. */
    static void begin(Mail mail, Clock clock) {
        if (mail.getAttribute(SINCE).isEmpty()) {
            mail.setAttribute(new Attribute(SINCE, AttributeValue.of(clock.millis())));
        }
    }

    private static Instant since(Mail mail) {
        return AttributeUtils.getValueAndCastFromMail(mail, SINCE, Long.class)
                .map(Instant::ofEpochMilli)
                // Queued by James's own mailet before ours took over.
                .orElseGet(() -> Arrival.lastChange(mail, Instant.now()));
    }

    /** Whether an attempt for this recipient was kept. */
    boolean knows(MailAddress recipient) {
        return Optional.ofNullable(known.get(key(recipient.asString())))
                .flatMap(RecipientOutcome::lastAttempt)
                .isPresent();
    }

    List<RecipientOutcome> failed(Collection<MailAddress> recipients, Function<MailAddress, List<Attempt>> latest) {
        return recipients.stream()
                .map(recipient -> outcome(recipient, Action.FAILED, latest.apply(recipient), Optional.empty()))
                .toList();
    }

    List<RecipientOutcome> delayed(
            Collection<MailAddress> recipients, Function<MailAddress, List<Attempt>> latest, Instant until) {
        return recipients.stream()
                .map(recipient -> outcome(recipient, Action.DELAYED, latest.apply(recipient), Optional.of(until)))
                .toList();
    }

    private RecipientOutcome outcome(
            MailAddress recipient, Action action, List<Attempt> latest, Optional<Instant> until) {
        var earlier = Optional.ofNullable(known.get(key(recipient.asString())));
        var attempts = new ArrayList<>(earlier.map(RecipientOutcome::attempts).orElse(List.of()));
        attempts.addAll(latest);
        return new RecipientOutcome(
                recipient.asString(), original(recipient), action, History.bounded(attempts), since, until);
    }

    // RFC 3464 section 2.3.1: as ORCPT named it, and only then.
    private Optional<OriginalRecipient> original(MailAddress recipient) {
        return wishes.originalRecipient(recipient.asString());
    }

    private static String key(String address) {
        return address.toLowerCase(Locale.ROOT);
    }
}
