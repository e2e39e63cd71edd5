package whybounce.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import whybounce.reply.Octets;
import whybounce.testbed.Await;
import whybounce.testbed.Dialogue;
import whybounce.testbed.JamesRelay;
import whybounce.testbed.Loopback;
import whybounce.testbed.Mailbox;
import whybounce.testbed.SmtpPeer;
import whybounce.testbed.Submission;
import whybounce.testbed.TestDns;

/** An operator's own rules at a James that runs: in effect, changed, and broken, without a restart. */
class OwnRulesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String RULE = """
            [[rule]]
            id = "fence"
            cause = "content-spam"
            phrases = ["contoso mail fence"]
            examples = ["554 Denied: Contoso mail fence, case 8812"]

            [rule.words]
            headline = "Contoso's filter holds it"
            """;

    @TempDir
    private Path work;

    @Test
    void rulesAreTakenInAgainAndMistakesChangeNothing() throws IOException {
        var loopback = Loopback.withFreePort();
        var dialogue = Dialogue.parse("on RCPT bob@: 554 Denied: Contoso mail fence, case 8812");
        try (var mailbox = Mailbox.start(loopback.address());
                var peer = SmtpPeer.start(loopback.address(), dialogue);
                var dns = TestDns.start("contoso.example.org MX 10 mx.contoso.example.org\nmx.contoso.example.org A "
                        + peer.address().getHostString())) {
            var conf = RelayConf.shipped(work, dns.address(), loopback.port(), mailbox.smtp())
                    .folder();
            var file = conf.path().resolve("conf/whybounce/own.toml");
            Files.writeString(file, RULE);
            try (var relay = JamesRelay.embedded(conf)) {
                assertThat(report(relay, mailbox, "ann")).contains("Contoso's filter holds it", "own.fence");
                assertThat(relay.log()).anyMatch(line -> line.contains(" cause=content-spam "));

                Files.writeString(file, RULE.replace("Contoso's filter holds it", "the fence is shut"));
                untilLogged(relay, mailbox, "own rules in use:", 2);
                assertThat(report(relay, mailbox, "cat")).contains("the fence is shut");

                Files.writeString(file, RULE.replace("content-spam", "content-spm"));
                untilLogged(relay, mailbox, "mistakes=1", 1);
                assertThat(report(relay, mailbox, "eve")).contains("the fence is shut", "own.fence");
                assertThat(relay.log())
                        .filteredOn(line -> line.contains("own.toml:3: rule fence: there is no cause content-spm"))
                        .hasSize(1);
            }
        }
    }

    /** Sends mail that fails, as a relay always has some, until the log has this so many times. */
    private static void untilLogged(JamesRelay relay, Mailbox mailbox, String words, int times) {
        int[] number = {0};
        Await.untilTrue(words, PATIENCE, () -> {
            report(relay, mailbox, "busy" + words.length() + "-" + number[0]++);
            return relay.log().stream().filter(line -> line.contains(words)).count() >= times;
        });
    }

    private static String report(JamesRelay relay, Mailbox mailbox, String sender) throws IOException {
        String from = sender + "@" + RelayConf.OWN;
        var text = "From: " + from + "\r\nTo: bob@contoso.example.org\r\nSubject: hello\r\n\r\nHow are you?\r\n";
        relay.submit(new Submission("<" + from + ">", List.of("<bob@contoso.example.org>"), Octets.of(text)));
        var report = mailbox.await(from, 1, PATIENCE).getFirst();
        return Mime4jReader.read(report).unwrapped() + new String(report, UTF_8);
    }
}
