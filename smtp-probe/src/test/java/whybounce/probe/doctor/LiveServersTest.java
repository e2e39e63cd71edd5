package whybounce.probe.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import whybounce.check.Finding;
import whybounce.check.Remedy;
import whybounce.check.tls.MailServers.Seen;
import whybounce.dns.MapDns;
import whybounce.probe.session.ScriptedServer;
import whybounce.probe.session.ScriptedServer.Script;
import whybounce.probe.session.ScriptedServer.Talk;
import whybounce.probe.session.TestCertificates;

/** What is seen of a mail server on loopback. */
class LiveServersTest {

    private static final MapDns DNS = new MapDns(Map.of("mx.example.org", List.of("A 127.0.0.1")));

    @Test
    void itsCertificateIsSeenAndNothingIsSent() throws Exception {
        try (var server = ScriptedServer.start(talk -> encrypted(talk, "good"))) {
            assertThat(look(server)).isInstanceOfSatisfying(Seen.Encrypted.class, seen -> {
                assertThat(seen.chain()).isEqualTo(TestCertificates.chain("good"));
                assertThat(seen.faults()).isEmpty();
                assertThat(seen.protocol()).startsWith("TLSv1.");
            });
            assertThat(server.heard()).containsExactly("EHLO probe.example.com", "STARTTLS", "QUIT");
        }
    }

    @Test
    void aCertificateThatDoesNotHoldIsSeenAsWell() throws Exception {
        try (var server = ScriptedServer.start(talk -> encrypted(talk, "self-signed"))) {
            assertThat(look(server))
                    .isInstanceOfSatisfying(
                            Seen.Encrypted.class,
                            seen -> assertThat(seen.faults())
                                    .singleElement()
                                    .asString()
                                    .contains("signed by itself"));
        }
    }

    @Test
    void aServerWithoutEncryption() throws Exception {
        assertThat(look(talk -> {
                    talk.say("220 mx.example.org\r\n").hear();
                    talk.say("250 mx.example.org\r\n");
                }))
                .isEqualTo(new Seen.Clear("it offers no encryption (STARTTLS)"));
    }

    @Test
    void aServerThatOffersItAndDoesNotDoIt() throws Exception {
        assertThat(look(talk -> hello(talk).say("454 4.7.0 TLS not available\r\n")))
                .isEqualTo(new Seen.Clear("it refuses STARTTLS, though it offers it"));
        assertThat(look(talk -> hello(talk).say("220 go\r\nThis is no TLS, whatever it is\r\n")))
                .isInstanceOf(Seen.Clear.class);
    }

    @Test
    void aServerThatDoesNotTalkToUsSaysNothingOfItself() throws Exception {
        assertThat(look(talk -> talk.say("554 5.7.1 you are on a list\r\n")))
                .isEqualTo(new Seen.NotReached("it turned us away with its greeting"));
        assertThat(look(Talk::close)).isInstanceOf(Seen.NotReached.class);
    }

    @Test
    void anAddressOfOnesOwnNetworkIsNotReached() throws Exception {
        try (var server = ScriptedServer.start(talk -> encrypted(talk, "good"))) {
            var internet = new LiveServers.Reach(
                    server.endpoint().port(), LiveServers.Reach.INTERNET.addresses(), Optional.empty());
            assertThat(new LiveServers(DNS, "probe.example.com", internet).look("mx.example.org"))
                    .isEqualTo(new Seen.NotReached("it has no address that could be tried"));
        }
    }

    /** From the command's order to what a person reads. */
    @Test
    void aTlsaRecordIsHeldAgainstTheCertificateAtTheMx() throws Exception {
        try (var server = ScriptedServer.start(talk -> encrypted(talk, "good"))) {
            var zone = Map.of(
                    "example.org", List.of("MX 10 mx.example.org", "AD"),
                    "mx.example.org", List.of("A 127.0.0.1"),
                    "_25._tcp.mx.example.org", List.of("TLSA 3 1 1 " + "00".repeat(32), "AD"));
            var findings = new Examination(new CheckOrder(
                            "example.org",
                            List.of(),
                            Optional.of("probe.example.com"),
                            List.of(),
                            List.of(),
                            List.of(),
                            List.of(),
                            new CheckOrder.Beyond(true, false),
                            false))
                    .findings(new MapDns(zone), reach(server));
            assertThat(findings)
                    .extracting(finding -> finding.id() + " " + finding.grade())
                    .contains("tls-certificate GOOD", "tls-dane PROBLEM");
            assertThat(findings.stream()
                            .filter(finding -> finding.id().equals("tls-dane"))
                            .map(Finding::remedy)
                            .flatMap(Optional::stream)
                            .map(Remedy::paste))
                    .singleElement()
                    .asString()
                    .contains("_25._tcp.mx.example.org. IN TLSA 3 1 1 ");
        }
    }

    private static void encrypted(Talk talk, String certificate) throws IOException {
        hello(talk).say("220 go\r\n");
        TestCertificates.encrypt(talk, certificate);
        talk.hear();
        talk.say("221 bye\r\n");
    }

    private static Talk hello(Talk talk) throws IOException {
        talk.say("220 mx.example.org\r\n").hear();
        talk.say("250-mx.example.org\r\n250 STARTTLS\r\n").hear();
        return talk;
    }

    private static Seen look(Script script) throws IOException {
        try (var server = ScriptedServer.start(script)) {
            return look(server);
        }
    }

    private static Seen look(ScriptedServer server) {
        return new LiveServers(DNS, "probe.example.com", reach(server)).look("mx.example.org");
    }

    private static LiveServers.Reach reach(ScriptedServer server) {
        return new LiveServers.Reach(
                server.endpoint().port(), InetAddress::isLoopbackAddress, Optional.of(TestCertificates.authority()));
    }
}
