package whybounce.probe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import whybounce.failure.DeliveryFailure;
import whybounce.failure.DeliveryFailure.LocalRefusal;
import whybounce.failure.DeliveryFailure.LocalRefusal.What;
import whybounce.failure.DeliveryFailure.TlsFailed;
import whybounce.failure.Stage;
import whybounce.probe.SendRequest.Encryption;
import whybounce.probe.session.ConversationEnded;
import whybounce.probe.session.Credentials;
import whybounce.probe.session.MailParameters;
import whybounce.probe.session.MailParameters.Body;
import whybounce.probe.session.RcptParameters;
import whybounce.probe.session.SmtpCommand;
import whybounce.probe.session.SmtpSession;
import whybounce.probe.session.Tls;
import whybounce.reply.SmtpReply;

/** One conversation in which the message is sent, up to the point where it is to stop. */
final class Delivery {

    private final SmtpSession smtp;
    private final SendRequest request;
    private final TestMessage message;
    private final String server;
    private final String helo;
    private final Optional<Credentials> credentials;
    private Optional<DeliveryFailure> ours = Optional.empty();
    private Optional<SmtpReply> taken = Optional.empty();
    private Optional<String> untested = Optional.empty();

    /**
     * A delivery.
     *
     * @param server whom a certificate should name
     */
    Delivery(
            SmtpSession smtp,
            SendRequest request,
            TestMessage message,
            String server,
            String helo,
            Optional<Credentials> credentials) {
        this.smtp = smtp;
        this.request = request;
        this.message = message;
        this.server = server;
        this.helo = helo;
        this.credentials = credentials;
    }

    /** Why it failed; empty when it did not. */
    Optional<DeliveryFailure> run() throws IOException {
        try {
            talk();
            if (smtp.isOpen() && request.until().filter(stop -> stop.drops()).isEmpty()) {
                smtp.quit();
            }
        } catch (ConversationEnded ended) {
            return Optional.of(ended.failure());
        }
        return ours.or(smtp::failure);
    }

    /** What the server said when it took the message. */
    Optional<SmtpReply> taken() {
        return taken;
    }

    /** Why the point where it was to stop could not be reached, although nothing failed. */
    Optional<String> untested() {
        return untested;
    }

    private void talk() throws IOException {
        boolean goesOn = yes(Stage.GREETING, smtp.connect())
                && yes(Stage.EHLO, smtp.hello(helo))
                && encrypted()
                && authenticated();
        if (goesOn && fits() && addressed()) {
            send();
        }
    }

    private boolean addressed() throws IOException {
        boolean together = request.pipeline() && smtp.capabilities().offers("PIPELINING");
        return together ? atOnce() : inTurn();
    }

    /** Whether it goes on: they said yes, and it is not to stop here. */
    private boolean yes(Stage stage, SmtpReply said) {
        return said.isPositive() && smtp.isOpen() && !stopsAfter(stage);
    }

    private boolean stopsAfter(Stage stage) {
        return request.until().filter(stop -> stop.after() == stage).isPresent();
    }

    private boolean encrypted() throws ConversationEnded {
        boolean offered = smtp.capabilities().offers("STARTTLS");
        if (stopsAfter(Stage.STARTTLS) && smtp.isEncrypted()) {
            return false;
        }
        if (stopsAfter(Stage.STARTTLS) && !offered && request.encryption() == Encryption.OFFERED) {
            untested = Optional.of("the server does not offer STARTTLS");
            return false;
        }
        if (smtp.isEncrypted() || (!offered && request.encryption() == Encryption.OFFERED)) {
            return true;
        }
        if (!offered) {
            ours = Optional.of(new TlsFailed("the server does not offer STARTTLS", Optional.empty()));
            return false;
        }
        var said = smtp.startTls(tls());
        if (!said.isPositive()) {
            return request.encryption() == Encryption.OFFERED && smtp.isOpen() && !stopsAfter(Stage.STARTTLS);
        }
        return yes(Stage.STARTTLS, said) && yes(Stage.EHLO, smtp.hello(helo));
    }

    private Tls tls() {
        return request.verify() ? Tls.of(server).strictly() : Tls.of(server);
    }

    private boolean authenticated() throws ConversationEnded {
        if (credentials.isEmpty()) {
            return true;
        }
        if (!smtp.isEncrypted()
                && !request.login().filter(login -> login.inClear()).isPresent()) {
            ours = Optional.of(new TlsFailed("without encryption we do not say who we are", Optional.empty()));
            return false;
        }
        return yes(Stage.AUTH, smtp.auth(credentials.get()));
    }

    private boolean fits() throws IOException {
        var most = smtp.capabilities().size();
        if (most.isPresent() && message.octets() > most.getAsLong()) {
            ours = Optional.of(
                    new LocalRefusal(What.TOO_LARGE, "size " + message.octets() + ", limit " + most.getAsLong()));
        } else if (isUtf8() && !smtp.capabilities().offers("SMTPUTF8")) {
            ours = Optional.of(new LocalRefusal(What.NO_SMTPUTF8, "an address that is not ASCII"));
        }
        return ours.isEmpty();
    }

    private boolean isUtf8() {
        return !StandardCharsets.US_ASCII.newEncoder().canEncode(request.from() + request.to());
    }

    private MailParameters mailParameters() throws IOException {
        var parameters = MailParameters.NONE;
        if (smtp.capabilities().offers("SIZE")) {
            parameters = parameters.withSize(message.octets());
        }
        if (smtp.capabilities().offers("8BITMIME")) {
            parameters = parameters.with(Body.EIGHT_BIT);
        }
        return isUtf8() ? parameters.withUtf8() : parameters;
    }

    private RcptParameters rcptParameters() {
        return isUtf8() ? RcptParameters.NONE.withUtf8() : RcptParameters.NONE;
    }

    private boolean inTurn() throws IOException {
        return yes(Stage.MAIL, smtp.mail(request.from(), mailParameters()))
                && yes(Stage.RCPT, smtp.rcpt(request.to(), rcptParameters()));
    }

    private boolean atOnce() throws IOException {
        var replies = smtp.pipeline(List.of(
                SmtpCommand.mail(request.from(), mailParameters()), SmtpCommand.rcpt(request.to(), rcptParameters())));
        return yes(Stage.MAIL, replies.getFirst()) && yes(Stage.RCPT, replies.getLast());
    }

    private void send() throws IOException {
        if (stopsAfter(Stage.DATA)) {
            smtp.pipeline(List.of(SmtpCommand.data()));
            return;
        }
        try (var in = message.open()) {
            var said = smtp.data(in);
            taken = Optional.of(said).filter(SmtpReply::isPositive);
        }
    }
}
