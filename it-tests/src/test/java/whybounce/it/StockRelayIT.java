package whybounce.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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
import whybounce.testbed.RelayFolder;
import whybounce.testbed.SmtpPeer;
import whybounce.testbed.Submission;

/** The test bed itself, around a James without our plug-in. */
class StockRelayIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Path CONF = Path.of("src/test/resources/stock-conf");

    @Test
    void relaysAMessageAndReturnsARefusedOne(@TempDir Path work) throws IOException {
        var loopback = Loopback.withFreePort();
        var dialogue = Dialogue.parse("on RCPT bad@: 550 5.1.1 no such user");
        try (var mailbox = Mailbox.start(loopback.address());
                var peer = SmtpPeer.start(loopback.address(), dialogue);
                var relay = JamesRelay.embedded(folder(work, mailbox, peer))) {
            relay.submit(message("good@example.org"));
            relay.submit(message("bad@example.org"));

            var report = new String(
                    mailbox.await("ann@sender.example.com", 1, PATIENCE).getFirst(), UTF_8);
            assertThat(report).contains("550 5.1.1 no such user").contains("multipart/report");
            Await.untilTrue("delivery", PATIENCE, () -> peer.received().size() == 1);
            assertThat(peer.received().getFirst().recipients()).containsExactly("TO:<good@example.org>");
            relay.awaitIdle(PATIENCE);
        }
    }

    private static RelayFolder folder(Path work, Mailbox mailbox, SmtpPeer peer) throws IOException {
        return RelayFolder.of(CONF, work)
                .set("mailetcontainer.xml", gateway("back"), at(mailbox.smtp()))
                .set("mailetcontainer.xml", gateway("outgoing"), at(peer.address()));
    }

    private static String gateway(String queue) {
        return "//mailet[outgoing='" + queue + "']/gateway";
    }

    private static String at(java.net.InetSocketAddress address) {
        return address.getHostString() + ":" + address.getPort();
    }

    private static Submission message(String recipient) {
        var text = "From: ann@sender.example.com\r\nTo: " + recipient + "\r\nSubject: hello\r\n\r\nHow are you?\r\n";
        return new Submission("<ann@sender.example.com>", List.of("<" + recipient + ">"), Octets.of(text));
    }
}
