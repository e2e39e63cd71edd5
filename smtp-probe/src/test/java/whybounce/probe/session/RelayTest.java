package whybounce.probe.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.subethamail.smtp.DropConnectionException;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;
import whybounce.failure.DeliveryFailure.Broken;
import whybounce.failure.DeliveryFailure.Refused;
import whybounce.failure.Stage;

/** From a session through SubEthaSMTP's server, which is the relay, into GreenMail's mailbox, and out by IMAP. */
class RelayTest {

    private static final String PASSWORD = "a password, \u00fcberlegt";
    private static final String MAILBOX_PASSWORD = "secret";
    private static final Patience PATIENCE =
            new Patience(Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofSeconds(40));
    private static final String MESSAGE = """
            From: Ann <ann@example.com>
            To: Bob <bob@example.org>
            Subject: =?UTF-8?Q?Gr=C3=BC=C3=9Fe?=
            Content-Type: text/plain; charset=UTF-8
            Content-Transfer-Encoding: 8bit

            .
            ..two dots
            Grüße
            """.replace("\n", "\r\n");

    private static GreenMail mailbox;
    private static SMTPServer relay;

    @BeforeAll
    static void start() {
        mailbox = new GreenMail(new ServerSetup[] {
            free(ServerSetup.PROTOCOL_SMTP), free(ServerSetup.PROTOCOL_SMTPS), free(ServerSetup.PROTOCOL_IMAP)
        });
        mailbox.start();
        relay = new SMTPServer.Builder()
                .bindAddress(InetAddress.getLoopbackAddress())
                .port(0)
                .hostName("relay.example.org")
                .enableTLS()
                .startTlsSocketFactory(TestCertificates.server("good"))
                .authenticationHandlerFactory(new EasyAuthenticationHandlerFactory((user, password, context) -> {
                    if (!password.equals(PASSWORD)) {
                        throw new LoginFailedException("no");
                    }
                }))
                .messageHandlerFactory(context -> new Relaying())
                .build();
        relay.start();
    }

    private static ServerSetup free(String protocol) {
        return new ServerSetup(0, "127.0.0.1", protocol);
    }

    @AfterAll
    static void stop() {
        relay.stop();
        mailbox.stop();
    }

    /** Answers by what the recipient is called, and hands on to the mailbox with a session of our own. */
    private static final class Relaying implements MessageHandler {

        private String sender = "";
        private final List<String> recipients = new ArrayList<>();

        @Override
        public void from(String from) {
            sender = from;
        }

        @Override
        public void recipient(String recipient) throws RejectException {
            switch (recipient) {
                case "nobody@example.org" -> throw new Rejection(550, "550-5.1.1 Nobody\r\n550 5.1.1 of that name");
                case "later@example.org" -> throw new RejectException(451, "4.7.1 Greylisted, come back later");
                case "drop@example.org" -> throw new DropConnectionException(421, "4.3.2 going down");
                default -> recipients.add(recipient);
            }
        }

        @Override
        public String data(InputStream data) throws RejectException, IOException {
            var bytes = data.readAllBytes();
            var endpoint = endpoint(mailbox.getSmtp().getPort());
            try (var smtp = new SmtpSession(endpoint, SessionOptions.USUAL.with(PATIENCE))) {
                smtp.connect();
                smtp.hello("relay.example.org");
                smtp.mail(sender, MailParameters.NONE);
                for (var recipient : recipients) {
                    smtp.rcpt(recipient, RcptParameters.NONE);
                }
                var reply = smtp.data(new ByteArrayInputStream(bytes));
                smtp.quit();
                return reply.text();
            }
        }

        @Override
        public void done() {
            recipients.clear();
        }
    }

    /** SubEthaSMTP writes one line for a rejection unless told otherwise. */
    private static final class Rejection extends RejectException {
        private static final long serialVersionUID = 1;

        private final String response;

        private Rejection(int code, String response) {
            super(code, response);
            this.response = response;
        }

        @Override
        public String getErrorResponse() {
            return response;
        }
    }

    private static Endpoint endpoint(int port) {
        return Endpoint.given("mx.example.org", InetAddress.getLoopbackAddress(), port);
    }

    private static SmtpSession toRelay() throws IOException {
        var smtp = new SmtpSession(endpoint(relay.getPortAllocated()), SessionOptions.USUAL.with(PATIENCE));
        smtp.connect();
        smtp.hello("probe.example.com");
        return smtp;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    void arrivesAsItWasSent(String user, Credentials who, boolean chunks) throws IOException, MessagingException {
        mailbox.setUser(user, user, MAILBOX_PASSWORD);
        try (var smtp = toRelay()) {
            assertThat(smtp.capabilities().offers("STARTTLS")).isTrue();
            smtp.startTls(Tls.of("mx.example.org").trusting(TestCertificates.authority()));
            assertThat(smtp.tls().orElseThrow().isVerified()).isTrue();
            smtp.hello("probe.example.com");
            assertThat(smtp.capabilities().mechanisms()).contains(who.mechanism());
            assertThat(smtp.capabilities().offers("CHUNKING")).isTrue();
            assertThat(smtp.auth(who).code()).isEqualTo(235);
            smtp.mail("ann@example.com", MailParameters.NONE.with(MailParameters.Body.EIGHT_BIT));
            smtp.rcpt(user, RcptParameters.NONE);
            var reply = chunks ? smtp.bdat(message(), 50).getLast() : smtp.data(message());

            assertThat(reply.isPositive()).as(reply.verbatim()).isTrue();
            assertThat(smtp.quit().orElseThrow().code()).isEqualTo(221);
            assertThat(smtp.verdict()).isEqualTo(Verdict.ACCEPTED);
        }
        assertThat(inbox(user)).hasSize(1).first().asString().endsWith(MESSAGE.strip());
    }

    static Stream<Arguments> ways() {
        return Stream.of(
                Arguments.of("data@example.org", new Credentials.Plain("ann", Secret.of(PASSWORD)), false),
                Arguments.of("chunks@example.org", new Credentials.Login("ann", Secret.of(PASSWORD)), true));
    }

    @Test
    void aWrongPassword() throws IOException {
        try (var smtp = toRelay()) {
            smtp.startTls(Tls.of("mx.example.org"));
            smtp.hello("probe.example.com");
            smtp.auth(new Credentials.Plain("ann", Secret.of("wrong")));

            assertThat(smtp.verdict()).isEqualTo(Verdict.REJECTED);
            assertThat(smtp.failure().orElseThrow())
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.stage()).isEqualTo(Stage.AUTH));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "later", "drop"})
    void isRefused(String recipient) throws IOException {
        try (var smtp = toRelay()) {
            smtp.mail("ann@example.com", MailParameters.NONE);
            var reply = smtp.rcpt(recipient + "@example.org", RcptParameters.NONE);

            switch (recipient) {
                case "nobody" -> {
                    assertThat(reply.lines()).hasSize(2);
                    assertThat(reply.text()).isEqualTo("5.1.1 Nobody\n5.1.1 of that name");
                    assertThat(smtp.verdict()).isEqualTo(Verdict.REJECTED);
                    assertThat(smtp.rset().code()).isEqualTo(250);
                }
                case "later" -> {
                    assertThat(reply.enhanced().orElseThrow()).hasToString("4.7.1");
                    assertThat(smtp.verdict()).isEqualTo(Verdict.DEFERRED);
                }
                default -> {
                    assertThat(reply.code()).isEqualTo(421);
                    assertThatThrownBy(smtp::rset).isInstanceOf(ConversationEnded.class);
                }
            }
        }
    }

    /** GreenMail itself: in the clear where that is allowed, and with its own certificate, which nobody vouches for. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void straightIntoTheMailbox(boolean encrypted) throws IOException, MessagingException {
        var user = "straight" + encrypted + "@example.org";
        mailbox.setUser(user, user, MAILBOX_PASSWORD);
        var usual = SessionOptions.USUAL.with(PATIENCE);
        var options = encrypted ? usual.with(Tls.of("localhost")) : usual.withAuthInClear();
        int port = (encrypted ? mailbox.getSmtps() : mailbox.getSmtp()).getPort();
        try (var smtp = new SmtpSession(endpoint(port), options)) {
            smtp.connect();
            smtp.hello("probe.example.com");
            assertThat(smtp.auth(new Credentials.Login(user, Secret.of(MAILBOX_PASSWORD)))
                            .code())
                    .isEqualTo(235);
            smtp.mail("ann@example.com", MailParameters.NONE);
            smtp.rcpt(user, RcptParameters.NONE);
            assertThat(smtp.data(message()).code()).isEqualTo(250);
            smtp.quit();
            assertThat(smtp.isEncrypted()).isEqualTo(encrypted);
        }
        assertThat(inbox(user)).hasSize(1).first().asString().endsWith(MESSAGE.strip());
    }

    /** GreenMail refuses the null sender, and says so. */
    @Test
    void theMailboxRefusesTheNullSender() throws IOException {
        try (var smtp = new SmtpSession(endpoint(mailbox.getSmtp().getPort()), SessionOptions.USUAL.with(PATIENCE))) {
            smtp.connect();
            smtp.hello("probe.example.com");
            smtp.mail("", MailParameters.NONE);
            smtp.rcpt("bob@example.org", RcptParameters.NONE);

            assertThat(smtp.failure().orElseThrow()).isNotInstanceOf(Broken.class);
            assertThat(smtp.verdict()).isEqualTo(Verdict.REJECTED);
        }
    }

    private static InputStream message() {
        return new ByteArrayInputStream(MESSAGE.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> inbox(String user) throws MessagingException, IOException {
        var all = new ArrayList<String>();
        try (var store = Session.getInstance(new Properties()).getStore("imap")) {
            store.connect("127.0.0.1", mailbox.getImap().getPort(), user, MAILBOX_PASSWORD);
            var inbox = store.getFolder("INBOX");
            inbox.open(Folder.READ_ONLY);
            for (var message : inbox.getMessages()) {
                try (var in = ((IMAPMessage) message).getMimeStream()) {
                    all.add(new String(in.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        }
        return all;
    }
}
