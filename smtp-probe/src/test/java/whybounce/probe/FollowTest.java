package whybounce.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import whybounce.probe.session.ScriptedServer;
import whybounce.probe.session.ScriptedServer.Script;
import whybounce.probe.session.ScriptedServer.Talk;
import whybounce.probe.session.TestCertificates;

/** {@code send --expect} and {@code --bounces}, from a scripted relay to GreenMail's mailboxes. */
@Timeout(60)
class FollowTest {

    private static final String PASSWORD = "hunter2";
    private static final Pattern MESSAGE_ID = Pattern.compile("(?m)^Message-ID: (.*?)\r?$");
    private static final String ADDED = """
            Received: from probe.example.com (unknown) by mx.example.org with ESMTP; Sat, 21 Nov 2026 12:00:05 +0000
            Authentication-Results: mx.example.org; spf=pass smtp.mailfrom=example.com; dkim=none; dmarc=fail\33[2J
            """.replace("\n", "\r\n");

    /** Does something with the message that the relay has taken. */
    private interface Fate {
        void of(String message) throws Exception;
    }

    @TempDir
    private Path folder;

    private GreenMail mailbox;
    private GreenMailUser bob;
    private GreenMailUser ann;

    @BeforeEach
    void start() {
        mailbox = new GreenMail(new ServerSetup[] {
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP),
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_POP3)
        });
        mailbox.start();
        bob = mailbox.setUser("bob@example.org", "bob", PASSWORD);
        ann = mailbox.setUser("ann@example.com", "ann", PASSWORD);
    }

    @AfterEach
    void stop() {
        mailbox.stop();
    }

    private ProbeRun send(Fate fate, String... more) throws IOException {
        Script script = talk -> relay(talk, fate);
        try (var server = ScriptedServer.start(script)) {
            var arguments = new ArrayList<>(List.of(
                    "send",
                    "--from=ann@example.com",
                    "--to=bob@example.org",
                    "--server=" + server.endpoint().address().getHostAddress(),
                    "--port=" + server.endpoint().port(),
                    "--helo=probe.example.com"));
            arguments.addAll(List.of(more));
            return ProbeRun.of(arguments);
        }
    }

    private static void relay(Talk talk, Fate fate) throws IOException {
        talk.say("220 mx.example.org\r\n").hear();
        talk.say("250 mx.example.org\r\n").hear();
        talk.say("250 ok\r\n").hear();
        talk.say("250 ok\r\n").hear();
        talk.say("354 go ahead\r\n");
        var message = new StringBuilder();
        for (var line = talk.hear(); !line.equals("."); line = talk.hear()) {
            message.append(line).append("\r\n");
        }
        try {
            fate.of(message.toString());
        } catch (Exception e) {
            throw new IOException(e);
        }
        talk.say("250 2.0.0 queued\r\n").hear();
        talk.say("221 bye\r\n");
    }

    private static MimeMessage parsed(String message) throws Exception {
        return new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(message.getBytes(StandardCharsets.UTF_8)));
    }

    private String password(String password) throws IOException {
        return Files.writeString(folder.resolve("password"), password + "\n").toString();
    }

    private String address(String protocol, String user) {
        int port = protocol.equals("imap")
                ? mailbox.getImap().getPort()
                : mailbox.getPop3().getPort();
        return protocol + "://" + user + "@127.0.0.1:" + port;
    }

    private String[] expecting(String protocol, String password, String wait) throws IOException {
        return new String[] {
            "--expect=" + address(protocol, "bob"), "--expect-password-file=" + password(password), "--wait=" + wait
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"imap", "pop3"})
    void arrivesInTheInbox(String protocol) throws Exception {
        bob.deliver(parsed("Subject: older\r\nMessage-ID: <older@example.com>\r\n\r\nx\r\n"));

        var run = send(message -> bob.deliver(parsed(ADDED + message)), expecting(protocol, PASSWORD, "20"));

        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .contains("The message arrived in the inbox.", "Seen after", "from probe.example.com by mx.example.org")
                .containsPattern("Judged by +mx.example.org\n")
                .containsPattern("SPF +pass \\(smtp.mailfrom=example.com\\)\n")
                .containsPattern("DKIM +none\n")
                .containsPattern("DMARC +fail")
                .doesNotContain("\33", PASSWORD);
        assertThat(run.code()).isZero();
    }

    /** The authorities of --tls-ca-path count for mailboxes too; a stranger's certificate does not hold. */
    @ParameterizedTest
    @CsvSource({"imaps, good, 0", "pop3s, good, 0", "imaps, self-signed, 1", "imaps, expired, 1"})
    void trustsWhomItIsTold(String protocol, String certificate, int code) throws Exception {
        int behind = protocol.equals("imaps")
                ? mailbox.getImap().getPort()
                : mailbox.getPop3().getPort();
        try (var door = TlsDoor.before(behind, certificate)) {
            var run = send(
                    message -> bob.deliver(parsed(ADDED + message)),
                    "--expect=" + protocol + "://bob@127.0.0.1:" + door.port(),
                    "--expect-password-file=" + password(PASSWORD),
                    "--wait=30",
                    "--tls-ca-path=" + TestCertificates.certificate(folder, "ca"));

            assertThat(run.code()).as(run.out() + run.err()).isEqualTo(code);
            assertThat(run.out() + run.err())
                    .contains(code == 0 ? "The message arrived in the inbox." : "its certificate does not hold");
        }
    }

    @Test
    void isKnownByAFieldOfOursWhereAServerChangesTheMessageId() throws Exception {
        Fate fate =
                message -> bob.deliver(parsed(MESSAGE_ID.matcher(message).replaceAll("Message-ID: <x@example.net>")));
        assertThat(send(fate, expecting("imap", PASSWORD, "20")).out())
                .contains("arrived in the inbox", "there are no Authentication-Results");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Junk", "Spam"})
    void arrivesInJunk(String name) throws Exception {
        var junk = mailbox.getManagers().getImapHostManager().createMailbox(bob, name);

        var run = send(message -> junk.store(parsed(ADDED + message)), expecting("imap", PASSWORD, "20"));

        assertThat(run.out())
                .contains("The message arrived in the junk folder.")
                .containsPattern("Folder +" + name);
        assertThat(run.code()).isEqualTo(32);
    }

    @ParameterizedTest
    @CsvSource({"imap", "pop3"})
    void doesNotArrive(String protocol) throws Exception {
        Fate another = message -> bob.deliver(parsed("Subject: another\r\n\r\n" + message));

        var run = send(another, expecting(protocol, PASSWORD, "1"));

        assertThat(run.out())
                .contains("The message was taken, and has not arrived after 1 s.")
                .containsPattern("Looked into +INBOX\n");
        assertThat(run.code()).isEqualTo(31);
    }

    @Test
    void sendsNothingWhereThePasswordIsWrong() throws Exception {
        var sent = new ArrayList<String>();

        var run = send(sent::add, expecting("imap", "wrong " + PASSWORD, "20"));

        assertThat(run.err())
                .contains("imap://bob@127.0.0.1", "refuses the log-in", "password in the file ")
                .doesNotContain(PASSWORD);
        assertThat(sent).isEmpty();
        assertThat(run.code()).isEqualTo(1);
    }

    @Test
    void sendsNothingWhereNoMailboxIs() throws Exception {
        var expecting = expecting("imap", PASSWORD, "20");
        mailbox.stop();

        var run = send(message -> {}, expecting);

        assertThat(run.err()).contains("no connection to imap://bob@127.0.0.1");
        assertThat(run.code()).isEqualTo(1);
    }

    @Test
    void doesNotKnowWhenTheMailboxGoesAway() throws Exception {
        var run = send(message -> mailbox.stop(), expecting("imap", PASSWORD, "1"));

        assertThat(run.out()).contains("Whether it arrived could not be seen.");
        assertThat(run.code()).isEqualTo(3);
    }

    private static final String NOTIFICATION = """
            From: MAILER-DAEMON@mx.example.org
            Subject: Undelivered
            MIME-Version: 1.0
            Content-Type: multipart/report; report-type=delivery-status; boundary=b

            --b
            Content-Type: text/plain

            Sorry.
            --b
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.example.org

            Final-Recipient: rfc822; bob@example.org
            Action: failed
            Status: 5.2.2
            Remote-MTA: dns; store.example.org
            Diagnostic-Code: smtp; 552 5.2.2 Mailbox full

            --b
            Content-Type: text/rfc822-headers

            Message-ID: ID
            --b--
            """.replace("\n", "\r\n");

    private String[] awaitingBounces(String wait) throws IOException {
        return new String[] {
            "--bounces=" + address("imap", "ann"), "--bounces-password-file=" + password(PASSWORD), "--wait=" + wait
        };
    }

    @Test
    void bouncesLater() throws Exception {
        Fate fate = message -> {
            var id = MESSAGE_ID.matcher(message);
            assertThat(id.find()).isTrue();
            ann.deliver(parsed(NOTIFICATION.replace("ID", "<another@example.com>")));
            ann.deliver(parsed(NOTIFICATION.replace("Message-ID: ID", "Message-ID: " + id.group(1))));
        };

        var run = send(fate, awaitingBounces("20"));

        assertThat(run.out())
                .contains("The message was taken, and bounced after", "mailbox-full", "552 5.2.2 Mailbox full")
                .containsPattern("Told by +mx.example.org\n");
        assertThat(run.code()).isEqualTo(33);
    }

    /** What a program is told is one object, and nothing else. */
    @Test
    void forAProgram() throws Exception {
        var arrived = send(
                message -> bob.deliver(parsed(ADDED + message)), with("--json", expecting("imap", PASSWORD, "20")));
        var absent = send(message -> {}, with("--json", expecting("imap", PASSWORD, "1")));
        var bounced = send(
                message -> {
                    var id = MESSAGE_ID.matcher(message);
                    assertThat(id.find()).isTrue();
                    ann.deliver(parsed(NOTIFICATION.replace("Message-ID: ID", "Message-ID: " + id.group(1))));
                },
                with("--json", awaitingBounces("20")));

        assertThat(arrived.out())
                .startsWith("{\n")
                .endsWith("}\n")
                .contains(
                        "\"verdict\" : \"accepted\"",
                        "\"verdict\" : \"arrived\"",
                        "\"folder\" : \"INBOX\"",
                        "\"from\" : \"probe.example.com\"",
                        "\"judgedBy\" : \"mx.example.org\"",
                        "\"smtp.mailfrom\" : \"example.com\"",
                        "\"exitCode\" : 0")
                .doesNotContain("===", "\33", PASSWORD);
        assertThat(absent.out())
                .contains("\"verdict\" : \"not-arrived\"", "\"folders\" : [ \"INBOX\" ]", "\"exitCode\" : 31");
        assertThat(absent.code()).isEqualTo(31);
        assertThat(bounced.out())
                .contains(
                        "\"verdict\" : \"bounced\"",
                        "\"reportingMta\" : \"mx.example.org\"",
                        "\"cause\" : \"mailbox-full\"",
                        "\"exitCode\" : 33");
        assertThat(bounced.code()).isEqualTo(33);
    }

    private static String[] with(String option, String... others) {
        return Stream.concat(Stream.of(option), Stream.of(others)).toArray(String[]::new);
    }

    @Test
    void noBounceIsGood() throws Exception {
        Fate fate = message -> ann.deliver(parsed(NOTIFICATION.replace("ID", "<another@example.com>")));

        var run = send(fate, awaitingBounces("1"));

        assertThat(run.out()).contains("No bounce came within 1 s.");
        assertThat(run.code()).isZero();
    }

    /** A server that says that it will send more than there is memory for. */
    @Test
    void anEndlessMailboxIsToldAsSuch() throws Exception {
        Script script = talk -> {
            talk.say("* OK [CAPABILITY IMAP4rev1] hello\r\n");
            talk.hear();
            talk.say("* LIST () \"/\" {2000000000}\r\n");
        };
        try (var server = ScriptedServer.start(script)) {
            var run = send(
                    message -> {},
                    "--expect=imap://bob@127.0.0.1:" + server.endpoint().port(),
                    "--expect-password-file=" + password(PASSWORD));

            assertThat(run.code()).isEqualTo(1);
            assertThat(run.err()).startsWith("smtp-probe: imap://bob@127.0.0.1");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --expect=imap://bob:secret@host                | --expect wants imap://user@host
            --bounces=http://host                          | --bounces wants imap://user@host
            --expect=imap://bob@host --wait=0              | --wait wants a number of seconds: 0
            --expect=imap://bob@host --quit-after=rcpt     | nothing arrives if it is to stop
            --wait=5                                       | --wait and mailboxes' passwords go with
            """)
    void isToldWhatIsWrong(String options, String words) {
        var arguments = new ArrayList<>(List.of("send", "--from=a@example.com", "--to=b@example.org"));
        arguments.addAll(List.of(options.split(" ", -1)));
        var run = ProbeRun.of(arguments);

        assertThat(run.err()).contains("send: " + words).doesNotContain("secret");
        assertThat(run.code()).isEqualTo(2);
    }
}
