package whybounce.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.subethamail.smtp.DropConnectionException;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;
import whybounce.probe.session.Endpoint;
import whybounce.probe.session.MailParameters;
import whybounce.probe.session.RcptParameters;
import whybounce.probe.session.SessionOptions;
import whybounce.probe.session.SmtpSession;
import whybounce.probe.session.TestCertificates;

/**
 * The whole way, each part a process or server of its own: {@code send} through SubEthaSMTP, which is the relay, into
 * GreenMail, and out by each protocol of mailboxes.
 */
@Timeout(180)
class RelayHomeTest {

    private static final String PASSWORD = "tanstaafl";
    private static final int START_MILLIS = 60_000;
    private static final String ADDED = """
            Received: from probe.example.com by relay.example.org with ESMTPSA; Sat, 21 Nov 2026 12:00:05 +0000
            Authentication-Results: relay.example.org; spf=pass smtp.mailfrom=example.com; dkim=none; dmarc=pass
            """.replace("\n", "\r\n");

    @TempDir
    private static Path folder;

    private static GreenMail mailbox;
    private static TlsDoor imaps;
    private static TlsDoor pop3s;
    private static SMTPServer relay;

    @BeforeAll
    static void start() throws IOException {
        mailbox =
                new GreenMail(Stream.of(ServerSetup.PROTOCOL_SMTP, ServerSetup.PROTOCOL_IMAP, ServerSetup.PROTOCOL_POP3)
                        .map(RelayHomeTest::free)
                        .toArray(ServerSetup[]::new));
        mailbox.start();
        // GreenMail's own certificate names no server.
        imaps = TlsDoor.before(mailbox.getImap().getPort(), "good");
        pop3s = TlsDoor.before(mailbox.getPop3().getPort(), "good");
        mailbox.setUser("bob@example.org", "bob", PASSWORD);
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
        var setup = new ServerSetup(0, "127.0.0.1", protocol);
        setup.setServerStartupTimeout(START_MILLIS);
        return setup;
    }

    @AfterAll
    static void stop() throws IOException {
        relay.stop();
        imaps.close();
        pop3s.close();
        mailbox.stop();
    }

    /** Answers by what the recipient is called, and hands on to the mailbox. */
    private static final class Relaying implements MessageHandler {

        private final List<String> recipients = new ArrayList<>();

        @Override
        public void from(String from) {}

        @Override
        public void recipient(String recipient) throws RejectException {
            switch (recipient) {
                case "nobody@example.org" -> throw new Rejection("550-5.1.1 Nobody\r\n550 5.1.1 of that name");
                case "later@example.org" -> throw new RejectException(451, "4.7.1 Greylisted, come back later");
                case "drop@example.org" -> throw new DropConnectionException(421, "4.3.2 going down");
                default -> recipients.add(recipient);
            }
        }

        @Override
        public String data(InputStream data) throws IOException {
            var message = new ByteArrayOutputStream();
            message.writeBytes(ADDED.getBytes(StandardCharsets.US_ASCII));
            data.transferTo(message);
            var next = Endpoint.given(
                    "store.example.org",
                    InetAddress.getLoopbackAddress(),
                    mailbox.getSmtp().getPort());
            try (var smtp = new SmtpSession(next, SessionOptions.USUAL)) {
                smtp.connect();
                smtp.hello("relay.example.org");
                smtp.mail("ann@example.com", MailParameters.NONE);
                for (var recipient : recipients) {
                    smtp.rcpt(recipient, RcptParameters.NONE);
                }
                smtp.data(new ByteArrayInputStream(message.toByteArray()));
                smtp.quit();
            }
            return "2.0.0 queued";
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

        private Rejection(String response) {
            super(550, response);
            this.response = response;
        }

        @Override
        public String getErrorResponse() {
            return response;
        }
    }

    private static List<String> send(String to, String... more) throws IOException {
        var arguments = new ArrayList<>(List.of(
                "send",
                "--from=ann@example.com",
                "--to=" + to,
                "--server=127.0.0.1",
                "--port=" + relay.getPortAllocated(),
                "--helo=probe.example.com",
                "--tls-verify",
                "--tls-ca-path=" + TestCertificates.certificate(folder, "ca"),
                "--auth=login",
                "--auth-user=ann",
                "--auth-password-file=" + Files.writeString(folder.resolve("password"), PASSWORD)));
        arguments.addAll(List.of(more));
        return arguments;
    }

    @ParameterizedTest
    @CsvSource({"imap, --timeout=30", "imaps, --chunking", "pop3, --pipeline", "pop3s, --body-type=7bit"})
    void arrives(String protocol, String option) throws Exception {
        int port = switch (protocol) {
            case "imap" -> mailbox.getImap().getPort();
            case "imaps" -> imaps.port();
            case "pop3" -> mailbox.getPop3().getPort();
            default -> pop3s.port();
        };
        var arguments = send(
                "bob@example.org",
                "--expect=" + protocol + "://bob@127.0.0.1:" + port,
                "--expect-password-file=" + folder.resolve("password"),
                "--wait=60",
                option);

        var run = process(arguments);

        assertThat(run.out())
                .contains("=== Encrypted: ", "The message arrived in the inbox.")
                .containsPattern("Judged by +relay\\.example\\.org")
                .containsPattern("SPF +pass")
                .containsPattern("DMARC +pass")
                .contains("from probe.example.com by relay.example.org with ESMTPSA")
                .doesNotContain("Not verified", PASSWORD);
        assertThat(run.code()).as(run.out()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"nobody, 24, 5.1.1 of that name", "later, 64, greylisted", "drop, 64, going down"})
    void isRefused(String recipient, int code, String words) throws IOException {
        var run = ProbeRun.of(send(recipient + "@example.org"));

        assertThat(run.out()).contains(words);
        assertThat(run.code()).as(run.out()).isEqualTo(code);
    }

    /** A Java of its own, whose authorities are ours: the mailbox's certificate has to hold. */
    private static ProbeRun process(List<String> arguments) throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = new ArrayList<>(List.of(
                java,
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-Djavax.net.ssl.trustStore=" + TestCertificates.authorities(folder),
                "-Djavax.net.ssl.trustStorePassword=" + TestCertificates.PASSWORD,
                "-cp",
                System.getProperty("java.class.path"),
                "whybounce.probe.Main"));
        command.addAll(arguments);
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new ProbeRun(process.waitFor(), out, "");
    }
}
