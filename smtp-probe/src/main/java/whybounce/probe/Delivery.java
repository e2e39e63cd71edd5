package whybounce.probe;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import whybounce.failure.DeliveryFailure;
import whybounce.failure.DeliveryFailure.LocalRefusal;
import whybounce.failure.DeliveryFailure.LocalRefusal.What;
import whybounce.failure.DeliveryFailure.TlsFailed;
import whybounce.failure.Stage;
import whybounce.probe.SendRequest.Encryption;
import whybounce.probe.SendRequest.Spoken;
import whybounce.probe.session.ConversationEnded;
import whybounce.probe.session.Endpoint;
import whybounce.probe.session.MailParameters;
import whybounce.probe.session.MailParameters.Body;
import whybounce.probe.session.RcptParameters;
import whybounce.probe.session.SmtpCommand;
import whybounce.probe.session.SmtpSession;
import whybounce.reply.SmtpReply;

/** One conversation in which the message is sent, up to the point where it is to stop. */
final class Delivery {

    private static final int ASCII_END = 128;

    private final SmtpSession smtp;
    private final SendRequest request;
    private final TestMessage message;
    private final Terms terms;
    private final Endpoint server;
    private Optional<DeliveryFailure> ours = Optional.empty();
    private Optional<SmtpReply> taken = Optional.empty();
    private Optional<String> untested = Optional.empty();

    Delivery(SmtpSession smtp, SendRequest request, TestMessage message, Terms terms, Endpoint server) {
        this.smtp = smtp;
        this.request = request;
        this.message = message;
        this.terms = terms;
        this.server = server;
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
                && yes(Stage.EHLO, hello())
                && encrypted()
                && introduced()
                && authenticated()
                && !verified();
        if (goesOn && offered() && fits()) {
            deliver();
        }
    }

    private SmtpReply hello() throws ConversationEnded {
        return request.link().spoken() == Spoken.SMTP ? smtp.helo(terms.helo()) : smtp.hello(terms.helo());
    }

    /** What a server that trusts us is told about its client; after that all begins anew. */
    private boolean introduced() throws ConversationEnded {
        var client = request.link().client();
        if (client.isEmpty()) {
            return true;
        }
        return isOffered("XCLIENT") && yes(Stage.XCLIENT, smtp.xclient(client)) && yes(Stage.EHLO, hello());
    }

    /** Whether it was to be asked for the recipient, and no more. */
    private boolean verified() throws ConversationEnded {
        if (stopsAfter(Stage.VRFY)) {
            smtp.vrfy(request.to());
            return true;
        }
        return false;
    }

    /** Whether the server has the extensions that were asked for; without them nothing is sent. */
    private boolean offered() {
        var envelope = request.envelope();
        boolean binary = envelope.mail().body().filter(Body.BINARY::equals).isPresent();
        return (!envelope.isAboutReports() || isOffered("DSN"))
                && (!binary || isOffered("BINARYMIME"))
                && (!envelope.chunks() || isOffered("CHUNKING"));
    }

    private boolean isOffered(String extension) {
        if (!smtp.capabilities().offers(extension)) {
            untested = Optional.of("the server does not offer " + extension);
        }
        return untested.isEmpty();
    }

    private void deliver() throws IOException {
        boolean together = request.pipeline() && smtp.capabilities().offers("PIPELINING");
        if (together && !request.envelope().chunks() && request.until().isEmpty()) {
            inTwoGroups();
        } else if (together ? atOnce() : inTurn()) {
            send();
        }
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
        var wanted = request.security().encryption();
        if (stopsAfter(Stage.STARTTLS) && smtp.isEncrypted()) {
            return false;
        }
        if (stopsAfter(Stage.STARTTLS) && !offered && wanted == Encryption.OFFERED) {
            untested = Optional.of("the server does not offer STARTTLS");
            return false;
        }
        if (smtp.isEncrypted() || wanted == Encryption.NEVER || (!offered && wanted == Encryption.OFFERED)) {
            return true;
        }
        if (!offered) {
            ours = Optional.of(new TlsFailed("the server does not offer STARTTLS", Optional.empty()));
            return false;
        }
        var said = smtp.startTls(terms.tls(server));
        if (!said.isPositive()) {
            return wanted == Encryption.OFFERED && smtp.isOpen() && !stopsAfter(Stage.STARTTLS);
        }
        return yes(Stage.STARTTLS, said) && yes(Stage.EHLO, hello());
    }

    private boolean authenticated() throws ConversationEnded {
        if (terms.credentials().isEmpty()) {
            return true;
        }
        if (!smtp.isEncrypted()
                && !request.login().filter(login -> login.inClear()).isPresent()) {
            ours = Optional.of(new TlsFailed("without encryption we do not say who we are", Optional.empty()));
            return false;
        }
        return yes(Stage.AUTH, smtp.auth(terms.credentials().get()));
    }

    private boolean fits() throws IOException {
        var most = smtp.capabilities().size();
        boolean declares = request.envelope().mail().size().isPresent(); // Then the server is to say what it thinks.
        if (!declares && most.isPresent() && message.octets() > most.getAsLong()) {
            ours = Optional.of(
                    new LocalRefusal(What.TOO_LARGE, "size " + message.octets() + ", limit " + most.getAsLong()));
        } else if (isUtf8() && !smtp.capabilities().offers("SMTPUTF8")) {
            ours = Optional.of(new LocalRefusal(What.NO_SMTPUTF8, "an address that is not ASCII"));
        }
        if (request.envelope().mail().requireTls() && !smtp.capabilities().offers("REQUIRETLS")) {
            ours = Optional.of(new LocalRefusal(What.NO_REQUIRETLS, "REQUIRETLS is wanted"));
        }
        return ours.isEmpty();
    }

    private static boolean isAscii(String address) {
        for (int at = 0; at < address.length(); at++) {
            if (address.charAt(at) >= ASCII_END) {
                return false;
            }
        }
        return true;
    }

    private boolean isUtf8() {
        return request.envelope().mail().utf8() || !isAscii(request.from()) || !isAscii(request.to());
    }

    private MailParameters mailParameters() throws IOException {
        var parameters = request.envelope().mail();
        if (parameters.size().isEmpty() && smtp.capabilities().offers("SIZE")) {
            parameters = parameters.withSize(message.octets());
        }
        if (parameters.body().isEmpty() && smtp.capabilities().offers("8BITMIME")) {
            parameters = parameters.with(Body.EIGHT_BIT);
        }
        return isUtf8() ? parameters.withUtf8() : parameters;
    }

    private RcptParameters rcptParameters() {
        var parameters = request.envelope().rcpt();
        return isUtf8() ? parameters.withUtf8() : parameters;
    }

    private boolean inTurn() throws IOException {
        return yes(Stage.MAIL, smtp.mail(request.from(), mailParameters()))
                && yes(Stage.RCPT, smtp.rcpt(request.to(), rcptParameters()));
    }

    private boolean atOnce() throws IOException {
        var replies = smtp.pipeline(List.of(mail(), rcpt()));
        return yes(Stage.MAIL, replies.getFirst()) && yes(Stage.RCPT, replies.getLast());
    }

    /** The envelope and DATA; then the message and QUIT. */
    private void inTwoGroups() throws IOException {
        var replies = smtp.pipeline(List.of(mail(), rcpt(), SmtpCommand.data()));
        if (!replies.stream().allMatch(SmtpReply::isPositive)) {
            return;
        }
        try (var in = message.open()) {
            taken = Optional.of(smtp.lastMessage(in).getLast()).filter(SmtpReply::isPositive);
        }
    }

    private SmtpCommand mail() throws IOException {
        return SmtpCommand.mail(request.from(), mailParameters());
    }

    private SmtpCommand rcpt() {
        return SmtpCommand.rcpt(request.to(), rcptParameters());
    }

    private void send() throws IOException {
        if (stopsAfter(Stage.DATA)) {
            smtp.pipeline(List.of(SmtpCommand.data()));
            return;
        }
        try (var in = message.open()) {
            var said = request.envelope().chunks() ? smtp.bdat(in) : smtp.data(in);
            taken = Optional.of(said).filter(SmtpReply::isPositive);
        }
    }
}
