package whybounce.mailets.james;

import com.sun.mail.smtp.SMTPAddressFailedException;
import com.sun.mail.smtp.SMTPSendFailedException;
import com.sun.mail.smtp.SMTPSenderFailedException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import whybounce.failure.DeliveryFailure;
import whybounce.failure.DeliveryFailure.Refused;
import whybounce.failure.Stage;
import whybounce.reply.SmtpReply;

/**
 * What James's own delivery ended with: an exception with those of each recipient, and of the last attempt, behind it.
 * Read where our own delivery cannot be put in James's place.
 */
final class ExceptionChain {

    private static final Pattern REPLY = Pattern.compile("[245]\\d\\d([- ].*)?", Pattern.DOTALL);

    private final List<Throwable> chain;

    ExceptionChain(Throwable thrown) {
        this.chain = IoFailure.chain(thrown);
    }

    /** Why this recipient did not get the mail; empty where the exceptions do not tell. */
    Optional<DeliveryFailure> failure(String recipient) {
        return ofRecipient(recipient).or(this::ofMail).or(this::ofSession).or(this::ofNetwork);
    }

    private Optional<DeliveryFailure> ofRecipient(String recipient) {
        return all(SMTPAddressFailedException.class)
                .filter(no -> no.getAddress().getAddress().equalsIgnoreCase(recipient))
                .findFirst()
                .map(no -> refused(Stage.RCPT, IoFailure.message(no)));
    }

    private Optional<DeliveryFailure> ofMail() {
        var sender =
                all(SMTPSenderFailedException.class).findFirst().map(no -> refused(Stage.MAIL, IoFailure.message(no)));
        return sender.or(() -> all(SMTPSendFailedException.class)
                .filter(no -> no.getReturnCode() >= 400)
                .findFirst()
                .map(no -> refused(stage(no.getCommand()), IoFailure.message(no))));
    }

    // javax.mail throws the bare reply to EHLO, HELO and STARTTLS.
    private Optional<DeliveryFailure> ofSession() {
        return chain.stream()
                .filter(thrown -> !(thrown instanceof SMTPAddressFailedException))
                .filter(thrown -> !(thrown instanceof SMTPSendFailedException))
                .map(IoFailure::message)
                .filter(text -> REPLY.matcher(text).matches())
                .findFirst()
                .map(text -> refused(Stage.UNKNOWN, text));
    }

    private Optional<DeliveryFailure> ofNetwork() {
        boolean connecting = chain.stream()
                .map(IoFailure::message)
                .anyMatch(text -> text.startsWith("Couldn't connect") || text.startsWith("Unknown SMTP host"));
        return chain.isEmpty()
                ? Optional.empty()
                : IoFailure.of(chain.getFirst(), connecting ? Stage.CONNECT : Stage.UNKNOWN);
    }

    private static DeliveryFailure refused(Stage stage, String said) {
        return new Refused(stage, SmtpReply.parse(said.strip().getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static Stage stage(String command) {
        return switch (command.strip().split(" ", 2)[0].toUpperCase(Locale.ROOT)) {
            case "MAIL" -> Stage.MAIL;
            case "DATA" -> Stage.DATA;
            case "." -> Stage.END_OF_DATA;
            case "BDAT" -> Stage.BDAT;
            default -> Stage.UNKNOWN;
        };
    }

    private <T extends Throwable> Stream<T> all(Class<T> type) {
        return chain.stream().filter(type::isInstance).map(type::cast);
    }
}
