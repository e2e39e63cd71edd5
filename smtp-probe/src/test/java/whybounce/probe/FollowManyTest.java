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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import whybounce.probe.session.ScriptedServer;
import whybounce.probe.session.ScriptedServer.Talk;

/** {@code send --targets} with {@code --expect} and {@code --bounces}: many messages are waited for at once. */
@Timeout(120)
class FollowManyTest {

    private static final String PASSWORD = "hunter2";
    private static final Pattern MESSAGE_ID = Pattern.compile("(?m)^Message-ID: (.*?)\r?$");

    @TempDir
    private Path folder;

    private GreenMail mailbox;
    private GreenMailUser bob;
    private GreenMailUser ann;

    @BeforeEach
    void start() throws IOException {
        mailbox = new GreenMail(new ServerSetup[] {
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP),
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_POP3)
        });
        mailbox.start();
        bob = mailbox.setUser("bob@example.org", "bob", PASSWORD);
        ann = mailbox.setUser("ann@example.com", "ann", PASSWORD);
        Files.writeString(folder.resolve("password"), PASSWORD + "\n");
    }

    @AfterEach
    void stop() {
        mailbox.stop();
    }

    /** Each message goes where its recipient's name says. */
    private void relay(Talk talk) throws IOException {
        talk.say("220 mx.example.org\r\n").hear();
        talk.say("250 mx.example.org\r\n").hear();
        talk.say("250 ok\r\n");
        var recipient = talk.hear();
        talk.say(recipient.contains("refused") ? "550 5.1.1 user unknown\r\n" : "250 ok\r\n");
        if (recipient.contains("refused")) {
            talk.hear();
            talk.say("221 bye\r\n");
            return;
        }
        talk.hear();
        talk.say("354 go ahead\r\n");
        var message = new StringBuilder();
        for (var line = talk.hear(); !line.equals("."); line = talk.hear()) {
            message.append(line).append("\r\n");
        }
        try {
            deliver(recipient, message.toString());
        } catch (Exception e) {
            throw new IOException(e);
        }
        talk.say("250 2.0.0 queued\r\n").hear();
        talk.say("221 bye\r\n");
    }

    private void deliver(String recipient, String message) throws Exception {
        if (recipient.contains("bob")) {
            bob.deliver(parsed(message));
        } else if (recipient.contains("bounces")) {
            ann.deliver(parsed(notification(message)));
        }
    }

    private static String notification(String message) {
        var id = MESSAGE_ID.matcher(message).results().findFirst().orElseThrow().group(1);
        return """
                From: MAILER-DAEMON@mx.example.org
                Content-Type: multipart/report; report-type=delivery-status; boundary=b

                --b
                Content-Type: text/plain

                No.
                --b
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.example.org

                Final-Recipient: rfc822; bounces@example.org
                Action: failed
                Status: 5.2.2
                Diagnostic-Code: smtp; 552 5.2.2 Mailbox full

                --b
                Content-Type: text/rfc822-headers

                Message-ID: %s

                --b--
                """.formatted(id).replace("\n", "\r\n");
    }

    private static MimeMessage parsed(String message) throws Exception {
        return new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(message.getBytes(StandardCharsets.UTF_8)));
    }

    private ProbeRun send(String targets, String... more) throws IOException {
        try (var server = ScriptedServer.start(this::relay)) {
            var arguments = new ArrayList<>(List.of(
                    "send",
                    "--from=ann@example.com",
                    "--targets=" + Files.writeString(folder.resolve("targets"), targets),
                    "--server=127.0.0.1",
                    "--port=" + server.endpoint().port(),
                    "--helo=probe.example.com",
                    "--expect-password-file=" + folder.resolve("password"),
                    "--bounces-password-file=" + folder.resolve("password"),
                    "--parallel=3"));
            arguments.addAll(List.of(more));
            return ProbeRun.of(arguments);
        }
    }

    private String at(String protocol, String user) {
        int port = protocol.equals("imap")
                ? mailbox.getImap().getPort()
                : mailbox.getPop3().getPort();
        return protocol + "://" + user + "@127.0.0.1:" + port;
    }

    @ParameterizedTest
    @CsvSource({"imap", "pop3"})
    void eachEndIsToldByItself(String protocol) throws Exception {
        var own = " expect=" + at(protocol, "bob") + "\n";
        var targets = "bob@example.org" + own + "bob2@example.org" + own + "lost@example.org" + own
                + "bounces@example.org\nrefused@example.org\n";

        var run = send(targets, "--bounces=" + at(protocol, "ann"), "--wait=6", "--json");

        assertThat(run.err()).isEmpty();
        var lines = run.out().lines().toList();
        assertThat(lines).hasSize(6);
        assertThat(ends(lines))
                .containsExactlyInAnyOrder(
                        "bob@example.org arrived 0",
                        "bob2@example.org arrived 0",
                        "lost@example.org not-arrived 31",
                        "bounces@example.org bounced 33",
                        "refused@example.org  24");
        assertThat(lines.getLast()).contains("\"tried\":5,\"good\":2,\"failed\":3", "\"mailbox-full\":1");
        assertThat(run.code()).isEqualTo(24);
    }

    private static List<String> ends(List<String> lines) {
        var end = Pattern.compile(
                "\"to\":\"([^\"]*)\".*?(?:\"home\":\\{\"verdict\":\"([^\"]*)\".*)?\"exitCode\":(\\d+)}$");
        return lines.stream()
                .flatMap(line -> end.matcher(line).results())
                .map(found ->
                        found.group(1) + " " + (found.group(2) == null ? "" : found.group(2)) + " " + found.group(3))
                .toList();
    }

    @Test
    void oneMailboxForAll() throws Exception {
        var run = send("bob@example.org\nbob2@example.org\n", "--expect=" + at("imap", "bob"), "--wait=60");

        assertThat(run.out()).startsWith("2 targets in ").contains("2 taken or stopped as asked, 0 failed");
        assertThat(run.code()).isZero();
    }

    @Test
    void nothingIsSentWhereAMailboxDoesNotOpen() throws Exception {
        var run = send("bob@example.org expect=" + at("imap", "nobody") + "\n");

        assertThat(run.err()).contains("imap://nobody@127.0.0.1", "refuses the log-in");
        assertThat(run.out()).isEmpty();
        assertThat(run.code()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "expect=imap://bob, , expect= wants imap://user@host",
        "password-file=x, , password-file= goes with expect=",
        "expect=imap://bob@h, --quit-after=rcpt, nothing arrives if it is to stop before",
        "expect=imap://bob@h, --data=pom.xml, each needs a Message-ID of its own",
        "'', --expect=imap://bob@h --header=message-id:x, each needs a Message-ID of its own"
    })
    void saysWhatDoesNotGoTogether(String word, String options, String told) throws Exception {
        var run = send("bob@example.org " + word + "\n", options == null ? new String[0] : options.split(" "));

        assertThat(run.err()).contains(told);
        assertThat(run.code()).isEqualTo(2);
    }
}
