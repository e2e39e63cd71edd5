package whybounce.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import whybounce.testbed.Dialogue;
import whybounce.testbed.JamesRelay;
import whybounce.testbed.Loopback;
import whybounce.testbed.Mailbox;
import whybounce.testbed.SmtpPeer;
import whybounce.testbed.TestDns;

/**
 * The probe sends through our own relay to a destination that refuses; our report comes back to the sender's mailbox, and
 * the probe finds it there and explains it.
 */
class ProbeThroughRelayIT {

    private static final Path JAR = Path.of("..", "smtp-probe", "target", "smtp-probe.jar");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int BOUNCED_LATER = 33;

    @TempDir
    private Path work;

    /** A run of the command line. */
    private record Run(int code, String out) {}

    @Test
    void theReportOfOurRelayIsRecognisedAndExplained() throws Exception {
        var loopback = Loopback.withFreePort();
        var refusing = Dialogue.parse("on RCPT bob@: 550-5.1.1 <bob@far.example.org>: Recipient address rejected:\n"
                + "  550 5.1.1 User unknown in virtual mailbox table");
        try (var mailbox = Mailbox.start(loopback.address());
                var peer = SmtpPeer.start(loopback.address(), refusing);
                var dns = TestDns.start("far.example.org MX 10 mx.far.example.org\nmx.far.example.org A "
                        + peer.address().getHostString())) {
            var conf = RelayConf.shipped(work, dns.address(), loopback.port(), mailbox.smtp())
                    .folder();
            try (var relay = JamesRelay.embedded(conf)) {
                var run = send(relay, mailbox);

                assertThat(run.out())
                        .contains(
                                "Taken by 127.0.0.1.",
                                "The message was taken, and bounced after ",
                                "there is no mailbox",
                                "550 5.1.1 User unknown in virtual mailbox table")
                        .containsPattern("Told by +relay\\." + RelayConf.OWN)
                        .containsPattern("Cause +recipient-unknown");
                assertThat(run.code()).as(run.out()).isEqualTo(BOUNCED_LATER);
                assertThat(mailbox.fetch("ann@" + RelayConf.OWN)).hasSize(1);
                relay.awaitIdle(PATIENCE);
            }
        }
    }

    private static Run send(JamesRelay relay, Mailbox mailbox) throws IOException, InterruptedException {
        mailbox.fetch("ann@" + RelayConf.OWN); // Makes the mailbox.
        var imap = mailbox.imap();
        return run(
                "send",
                "--from=ann@" + RelayConf.OWN,
                "--to=bob@far.example.org",
                "--server=127.0.0.1",
                "--port=" + relay.smtp().getPort(),
                "--helo=probe.example.com",
                "--bounces=imap://ann%40" + RelayConf.OWN + "@" + imap.getHostString() + ":" + imap.getPort(),
                "--wait=" + PATIENCE.toSeconds());
    }

    private static Run run(String... arguments) throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = new ArrayList<>(List.of(java, "-Xmx128m", "-jar", JAR.toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("WHYBOUNCE_BOUNCES_PASSWORD", "secret");
        var process = builder.start();
        var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), out);
    }
}
