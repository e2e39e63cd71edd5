package whybounce.dsn.read;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import whybounce.failure.Attempt;
import whybounce.failure.DeliveryFailure;
import whybounce.failure.DeliveryFailure.Refused;
import whybounce.failure.DeliveryFailure.Unexplained;
import whybounce.failure.OriginalRecipient;
import whybounce.failure.Peer;
import whybounce.failure.RecipientOutcome;
import whybounce.failure.RecipientOutcome.Action;
import whybounce.failure.Stage;
import whybounce.reply.EnhancedStatus;
import whybounce.reply.SmtpReply;

/**
 * What a notification says of one recipient (RFC 3464 section 2.3). What it leaves out or garbles is empty.
 *
 * @param address of Final-Recipient, or else of Original-Recipient
 * @param original type and address of Original-Recipient, as they stand
 * @param remoteMta without its type
 * @param extensions the X- fields, by their name in lower case
 */
public record DsnRecipient(
        String address,
        Optional<OriginalRecipient> original,
        Optional<Action> action,
        Optional<EnhancedStatus> status,
        Optional<Diagnostic> diagnostic,
        Optional<String> remoteMta,
        Optional<Instant> lastAttempt,
        Optional<Instant> willRetryUntil,
        Optional<String> finalLogId,
        Map<String, String> extensions) {

    /** RFC 5321 section 2.3.8: mail between hosts goes to port 25. */
    private static final int SMTP = 25;

    /**
     * The Diagnostic-Code field.
     *
     * @param type in lower case, for example {@code smtp}
     * @param text its lines joined by a line feed
     */
    public record Diagnostic(String type, String text) {

        /** The server's reply, when it is one. */
        public Optional<SmtpReply> reply() {
            var reply = SmtpReply.parse(text.replace("\n", "\r\n"));
            return type.equals("smtp") && reply.code() > 0 ? Optional.of(reply) : Optional.empty();
        }
    }

    public DsnRecipient {
        extensions = Map.copyOf(extensions);
    }

    /** The field {@code name} of ours or of another system, such as {@code X-Whybounce-Cause}. */
    public Optional<String> extension(String name) {
        return Optional.ofNullable(extensions.get(name.toLowerCase(Locale.ROOT)));
    }

    /**
     * The same as an outcome, as if we had tried ourselves.
     *
     * @param since for what the notification does not date
     */
    public RecipientOutcome outcome(Instant since) {
        var became = action.or(() -> status.map(DsnRecipient::actionOf)).orElse(Action.FAILED);
        boolean bad = became == Action.FAILED || became == Action.DELAYED;
        return new RecipientOutcome(
                address,
                original,
                became,
                bad ? List.of(attempt(since)) : List.of(),
                since,
                became == Action.DELAYED ? willRetryUntil : Optional.empty());
    }

    private Attempt attempt(Instant since) {
        return new Attempt(
                lastAttempt.orElse(since),
                Duration.ZERO,
                remoteMta.map(host -> new Peer(host, Optional.empty(), SMTP, Peer.Role.MX)),
                failure());
    }

    private DeliveryFailure failure() {
        var reply = diagnostic.flatMap(Diagnostic::reply);
        if (reply.isPresent()) {
            return new Refused(stage(), reply.get());
        }
        return new Unexplained(diagnostic
                .map(Diagnostic::text)
                .or(() -> status.map(EnhancedStatus::toString))
                .orElse(""));
    }

    // RFC 3463 section 3.2: X.1.Y is about the address, which is looked at with RCPT; a notification does not say the
    // step.
    private Stage stage() {
        return status.filter(s -> s.subject() == 1 || s.subject() == 2).isPresent() ? Stage.RCPT : Stage.END_OF_DATA;
    }

    private static Action actionOf(EnhancedStatus status) {
        return switch (status.category()) {
            case 2 -> Action.DELIVERED;
            case 4 -> Action.DELAYED;
            default -> Action.FAILED;
        };
    }
}
