package whybounce.mailets.james;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.mail.MessagingException;
import whybounce.failure.DeliveryFailure;
import whybounce.failure.DeliveryFailure.Broken;
import whybounce.failure.DeliveryFailure.LocalRefusal;
import whybounce.failure.DeliveryFailure.Refused;
import whybounce.failure.DeliveryFailure.TlsFailed;
import whybounce.failure.Stage;
import whybounce.reply.SmtpReply;

/**
 * What was said in one stretch of a session, read for what it means: all until the transaction, or one transaction.
 *
 * @param exchanges what was said, oldest first
 * @param stage the step begun last
 */
record Talk(List<Exchange> exchanges, Stage stage) {

    Talk {
        exchanges = List.copyOf(exchanges);
    }

    /** Why no session came about. */
    DeliveryFailure noSession(MessagingException thrown) {
        return exchanges.stream()
                .reduce((first, second) -> second)
                .filter(last -> !last.accepted())
                .map(Talk::failure)
                .or(() -> IoFailure.of(thrown, stage))
                .orElseGet(() -> own(thrown));
    }

    /** Why the recipient at this place of the transaction was refused; empty when it was not, or not asked for. */
    Optional<DeliveryFailure> refusal(int place) {
        return recipients().skip(place).findFirst().filter(e -> !e.accepted()).map(Talk::failure);
    }

    /** Whether the other side agreed to take mail for the recipient at this place, until the data came. */
    boolean accepted(int place) {
        return recipients().skip(place).findFirst().filter(Exchange::accepted).isPresent();
    }

    /** Whether the message was taken over. */
    boolean takenOver() {
        return exchanges.stream().anyMatch(e -> carriesData(e.stage()) && e.accepted());
    }

    /** Why the transaction as a whole failed; empty when it did not, or only because recipients were refused. */
    Optional<DeliveryFailure> refusalOfAll() {
        return exchanges.stream()
                .filter(e -> e.stage() == Stage.MAIL || e.stage() == Stage.DATA || carriesData(e.stage()))
                .filter(e -> !e.accepted())
                .map(Talk::failure)
                .findFirst()
                .or(this::closing);
    }

    // RFC 5321 section 3.8: 421 in reply to any command; the server then closes.
    private Optional<DeliveryFailure> closing() {
        return exchanges.stream()
                .filter(e -> e.code() == 421)
                .map(Talk::failure)
                .findFirst();
    }

    private static boolean carriesData(Stage stage) {
        return stage == Stage.END_OF_DATA || stage == Stage.BDAT;
    }

    // In the order in which they were given to javax.mail.
    private Stream<Exchange> recipients() {
        return exchanges.stream().filter(e -> e.stage() == Stage.RCPT);
    }

    private static DeliveryFailure failure(Exchange exchange) {
        var said = exchange.reply();
        if (exchange.stage() == Stage.STARTTLS && exchange.refused()) {
            return new TlsFailed("the server refused to begin TLS", Optional.of(said));
        }
        if (exchange.refused()) {
            return new Refused(exchange.stage(), said);
        }
        return new Broken(
                exchange.stage(), exchange.closed() ? Broken.How.CLOSED : Broken.How.NOT_SMTP, something(said));
    }

    private static Optional<SmtpReply> something(SmtpReply said) {
        return said.lines().isEmpty() ? Optional.empty() : Optional.of(said);
    }

    private static DeliveryFailure own(MessagingException thrown) {
        var text = IoFailure.message(thrown);
        return text.toLowerCase(Locale.ROOT).contains("starttls is required")
                ? new TlsFailed("TLS is required here, and the server does not offer it", Optional.empty())
                : new LocalRefusal(LocalRefusal.What.FAULT, text);
    }
}
