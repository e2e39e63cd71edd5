package whybounce.probe.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import whybounce.catalogue.Catalogue;
import whybounce.check.Finding;
import whybounce.dns.MapDns;
import whybounce.probe.doctor.Doors.Door;
import whybounce.probe.session.ScriptedServer;
import whybounce.probe.session.ScriptedServer.Script;
import whybounce.probe.session.ScriptedServer.Talk;
import whybounce.probe.session.TestCertificates;

/** What mail programs find at a server on loopback, port by port. */
class ClientChecksTest {

    private static final MapDns DNS = new MapDns(Map.of(
            "mx.example.org", List.of("A 127.0.0.1"),
            "silent.example.org", List.of("TIMED_OUT")));

    private final Map<Door, Integer> ports = new EnumMap<>(Door.class);
    private final List<ScriptedServer> servers = new ArrayList<>();

    @AfterEach
    void stop() throws IOException {
        for (var server : servers) {
            server.close();
        }
    }

    @Test
    void aGoodServer() throws IOException {
        good();
        var findings = findings();
        assertThat(grades(findings))
                .isEqualTo(
                        "client-465 GOOD client-587 GOOD client-993 GOOD client-995 GOOD client-143 GOOD client-110 GOOD"
                                + " client-certificate GOOD");
        assertThat(says(findings))
                .contains("Port 587 (SMTP with STARTTLS) encrypts (TLSv1.3) and offers to log in with PLAIN, LOGIN.")
                .contains("Port 993 (IMAP with SSL/TLS) encrypts (TLSv1.3) and offers to log in with LOGIN, PLAIN.")
                .contains("Port 995 (POP3 with SSL/TLS) encrypts (TLSv1.3) and offers to log in with USER, PLAIN.")
                .contains(
                        "The certificate at port 465, 587, 993, 995, 143, 110 is for mx.example.org and holds until ");
    }

    @ParameterizedTest
    @CsvSource({
        "expired,     does not hold: the server's certificate expired on",
        "self-signed, does not hold: the server's certificate is signed by itself",
        "nameless,    'does not hold: the certificate is for no server by name, not for mx.example.org'",
    })
    void aCertificateThatDoesNotHold(String certificate, String words) throws IOException {
        serve(Door.SUBMISSION_TLS, talk -> smtps(talk, certificate, "AUTH PLAIN"));
        var findings = findings();
        assertThat(grades(findings)).contains("client-465 GOOD").contains("client-certificate PROBLEM");
        assertThat(says(findings)).contains("The certificate at port 465 " + words);
    }

    @ParameterizedTest
    @CsvSource({
        "AUTH PLAIN LOGIN, GOOD,    offers to log in with",
        "AUTH XOAUTH2,     WARNING, know no OAuth",
        "AUTH GSSAPI,      WARNING, Not every program knows",
        "SIZE,             PROBLEM, offers no way to log in"
    })
    void waysToLogIn(String offer, String grade, String words) throws IOException {
        serve(Door.SUBMISSION_TLS, talk -> smtps(talk, "good", offer));
        var findings = findings();
        assertThat(grades(findings)).contains("client-465 " + grade);
        assertThat(says(findings)).contains(words);
    }

    @Test
    void portsWithoutEncryption() throws IOException {
        serve(Door.SUBMISSION, talk -> {
            talk.say("220 mx.example.org\r\n").hear();
            talk.say("250-mx.example.org\r\n250 AUTH PLAIN\r\n");
            bye(talk);
        });
        serve(Door.IMAP, talk -> {
            talk.say("* OK ready\r\n").hear();
            talk.say("* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\na OK done\r\n");
        });
        serve(Door.POP3, talk -> {
            talk.say("+OK ready\r\n").hear();
            talk.say("+OK\r\nTOP\r\nUSER\r\n.\r\n");
        });
        assertThat(grades(findings()))
                .contains("client-587 PROBLEM client-in-clear-587 WARNING")
                .contains("client-143 WARNING")
                .contains("client-in-clear-143 WARNING client-in-clear-110 WARNING")
                .contains("client-465 WARNING"); // closed
    }

    @Test
    void somethingElseListens() throws IOException {
        serve(Door.SUBMISSION_TLS, talk -> talk.say("220 this is no TLS\r\n"));
        serve(Door.IMAP_TLS, talk -> talk.say("* OK this is no TLS\r\n"));
        serve(Door.POP3, talk -> talk.say("x".repeat(20_000)));
        assertThat(grades(findings())).contains("client-465 PROBLEM", "client-993 PROBLEM", "client-110 WARNING");
    }

    @Test
    void nobodyThere() {
        assertThat(grades(findings())).isEqualTo("client-host PROBLEM");
        assertThat(grades(checks().of("gone.example.org"))).isEqualTo("client-host PROBLEM");
        assertThat(grades(checks().of("silent.example.org"))).isEqualTo("client-host NOT_TESTED");
    }

    @Test
    void eachProblemLeadsToAPageOfTheGuide() throws IOException {
        serve(Door.SUBMISSION_TLS, talk -> smtps(talk, "expired", "SIZE"));
        var pages = Catalogue.shipped().lookAlikes().stream()
                .map(lookAlike -> lookAlike.page())
                .toList();
        assertThat(findings().stream().flatMap(finding -> finding.causes().keySet().stream()))
                .isNotEmpty()
                .allMatch(pages::contains);
    }

    private void good() throws IOException {
        serve(Door.SUBMISSION_TLS, talk -> smtps(talk, "good", "AUTH PLAIN LOGIN"));
        serve(Door.SUBMISSION, talk -> {
            talk.say("220 mx.example.org\r\n").hear();
            talk.say("250-mx.example.org\r\n250 STARTTLS\r\n").hear();
            talk.say("220 go\r\n");
            TestCertificates.encrypt(talk, "good");
            talk.hear();
            talk.say("250-mx.example.org\r\n250 AUTH PLAIN LOGIN\r\n");
            bye(talk);
        });
        serve(Door.IMAP_TLS, talk -> {
            TestCertificates.encrypt(talk, "good");
            imap(talk.say("* OK ready\r\n"), "AUTH=PLAIN");
        });
        serve(Door.POP3_TLS, talk -> {
            TestCertificates.encrypt(talk, "good");
            pop3(talk.say("+OK ready\r\n"), "USER\r\nSASL PLAIN");
        });
        serve(Door.IMAP, talk -> {
            imap(talk.say("* OK ready\r\n"), "STARTTLS LOGINDISABLED").hear();
            talk.say("b OK go\r\n");
            TestCertificates.encrypt(talk, "good");
            imap(talk, "AUTH=PLAIN");
        });
        serve(Door.POP3, talk -> {
            pop3(talk.say("+OK ready\r\n"), "STLS").hear();
            talk.say("+OK go\r\n");
            TestCertificates.encrypt(talk, "good");
            pop3(talk, "USER");
        });
    }

    private static void smtps(Talk talk, String certificate, String offer) throws IOException {
        TestCertificates.encrypt(talk, certificate);
        talk.say("220 mx.example.org\r\n").hear();
        talk.say("250-mx.example.org\r\n250 " + offer + "\r\n");
        bye(talk);
    }

    /** Without an answer to QUIT somebody waits for it. */
    private static void bye(Talk talk) throws IOException {
        talk.hear();
        talk.say("221 bye\r\n");
    }

    private static Talk imap(Talk talk, String words) throws IOException {
        talk.hear();
        return talk.say("* CAPABILITY IMAP4rev1 " + words + "\r\na OK done\r\n");
    }

    private static Talk pop3(Talk talk, String lines) throws IOException {
        talk.hear();
        return talk.say("+OK\r\n" + lines + "\r\n.\r\n");
    }

    private void serve(Door door, Script script) throws IOException {
        var server = ScriptedServer.start(script);
        servers.add(server);
        ports.put(door, server.endpoint().port());
    }

    private ClientChecks checks() {
        var all = new EnumMap<Door, Integer>(Door.class);
        for (var door : Door.values()) {
            all.put(door, ports.getOrDefault(door, 1)); // Nobody listens at port 1.
        }
        return new ClientChecks(
                DNS, new Doors(all, Optional.of(TestCertificates.authority()), Clock.systemUTC()), Clock.systemUTC());
    }

    private List<Finding> findings() {
        return checks().of("mx.example.org");
    }

    private static String says(List<Finding> findings) {
        return findings.stream().map(Finding::says).collect(Collectors.joining("\n"));
    }

    private static String grades(List<Finding> findings) {
        return findings.stream()
                .map(finding -> finding.id() + " " + finding.grade())
                .collect(Collectors.joining(" "));
    }
}
