package whybounce.mailets;

import static org.assertj.core.api.Assertions.assertThat;
import static whybounce.mailets.Workbench.NOW;
import static whybounce.mailets.Workbench.failed;
import static whybounce.mailets.Workbench.mail;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.mail.MessagingException;
import javax.mail.internet.MimeMultipart;
import org.apache.mailet.base.test.FakeMailContext.SentMail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import whybounce.dkim.Signer;
import whybounce.dkim.SigningKey;
import whybounce.dns.Dns;
import whybounce.dns.MapDns;
import whybounce.dns.Question;
import whybounce.dns.Response;
import whybounce.failure.Attempt;
import whybounce.failure.DeliveryFailure.NoRoute;
import whybounce.failure.RecipientOutcome;
import whybounce.failure.RecipientOutcome.Action;

/** What reports tell of the DNS. */
class LiveChecksTest {

    private static final String SPF =
            "550 5.7.23 <ann@example.com>: Sender address rejected: Message rejected due to: SPF fail - not authorized.";

    private static final MapDns ZONES = new MapDns(Map.of(
            "example.com",
            List.of("TXT v=spf1 ip4:198.51.100.1 -all", "MX 10 mx.example.com"),
            "mx.example.com",
            List.of("A 198.51.100.1")));

    private static final Map<String, String> OURS =
            Map.of("ourDomains", "example.com", "outboundAddresses", "203.0.113.5");

    @TempDir
    private Path directory;

    /** Counts, and is silent about all. */
    private static final class DeadDns implements Dns {
        private int asked;

        @Override
        public <R> Response<R> ask(Question<R> question, Duration patience) {
            asked++;
            return new MapDns(Map.of(question.name(), List.of("TIMED_OUT"))).ask(question, patience);
        }
    }

    @Test
    void the_record_to_publish_is_in_the_report_of_our_own_sender() throws Exception {
        assertThat(report("ann@example.com", failed("ben@example.org", SPF), OURS, ZONES))
                .contains(
                        "SPF of example.com does not name 203.0.113.5",
                        "example.com. IN TXT \"v=spf1 ip4:203.0.113.5 ip4:198.51.100.1 -all\"",
                        "dig +short TXT example.com");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "a stranger's records are not ours,    ann@example.net, true,  example.com, 203.0.113.5",
        "nobody said where we send from,       ann@example.com, true,  example.com, ''",
        "the checks are switched off,          ann@example.com, false, example.com, 203.0.113.5",
    })
    void no_record_is_told_where(String why, String sender, String checks, String ours, String addresses)
            throws Exception {
        var given = Map.of("checks", checks, "ourDomains", ours, "outboundAddresses", addresses);
        assertThat(report(sender, failed("ben@example.org", SPF), given, ZONES))
                .doesNotContain("IN TXT", "203.0.113.5");
    }

    @Test
    void what_has_nothing_to_do_with_the_dns_asks_nothing() throws Exception {
        var dns = new DeadDns();
        report("ann@example.com", failed("ben@example.org", "552 5.2.2 Mailbox full"), OURS, dns);
        assertThat(dns.asked).isZero();
    }

    @Test
    void a_dead_resolver_is_not_waited_for_and_is_told_as_ours() throws Exception {
        var dns = new DeadDns();
        try (var bench = new Workbench(directory, OURS, dns)) {
            for (int i = 0; i < 5; i++) {
                bench.mailet.service(mail("ann@example.com", failed("ben" + i + "@example.org", SPF)));
            }
            int asked = dns.asked;
            bench.mailet.service(mail("ann@example.com", failed("ben@example.org", SPF)));
            assertThat(dns.asked).isEqualTo(asked);
            assertThat(text(bench.sent().getLast())).contains("Our own DNS resolver does not answer");

            bench.mailet.service(mail("ann@example.com", unasked("bob@example.org")));
            assertThat(text(bench.sent().getLast())).contains("local-failure").doesNotContain("dns-failure");
        }
    }

    private static final String DKIM = "550 5.7.20 No passing DKIM signature found";

    /** A record that lacks what a control panel or a person left out is told as it should be; nothing else is. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            a slip in the record       | v=DKIM1\\; k=rsa\\; p=KEY | ""   | is no key      | true
            no record, and our key     | ""                       | s1   | there is no key | true
            no record                  | ""                       | ""   | there is no key | false
            no record, another's key   | ""                       | s2   | there is no key | false
            all is well                | v=DKIM1; k=rsa; p=KEY    | ""   | holds           | false
            """)
    void the_key_to_publish_is_in_the_report(String fact, String record, String selector, String words, boolean isTold)
            throws Exception {
        var pair = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        var key = SigningKey.of(pair.getPrivate());
        var pem = Files.writeString(
                directory.resolve("dkim.pem"),
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(pair.getPrivate().getEncoded())
                        + "\n-----END PRIVATE KEY-----\n");
        var zone = new HashMap<>(ZONES.zone());
        zone.put(
                "s1._domainkey.example.com",
                record.isEmpty()
                        ? List.of()
                        : List.of("TXT " + record.replace("KEY", key.record().replaceFirst(".*p=", ""))));
        var given = new HashMap<>(OURS);
        given.put("dkimKeys", selector.isEmpty() ? "" : selector + "._domainkey.example.com=" + pem);
        var told = signedReport("ann@example.com", key, given, new MapDns(zone));
        assertThat(told).contains(words);
        assertThat(told.contains("s1._domainkey.example.com. IN TXT \"v=DKIM1; k=rsa; p="))
                .isEqualTo(isTold);
    }

    @Test
    void a_strangers_signature_is_none_of_ours() throws Exception {
        var key = SigningKey.of(
                KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate());
        assertThat(signedReport("ann@example.net", key, OURS, ZONES)).doesNotContain("selector s1", "IN TXT");
    }

    private String signedReport(String sender, SigningKey key, Map<String, String> given, Dns dns) throws Exception {
        var message = "From: " + sender + "\r\nTo: ben@example.org\r\nSubject: Lunch?\r\n\r\nAt noon.\r\n";
        var signed = new ByteArrayOutputStream();
        signed.writeBytes(new Signer("example.com", "s1", key).sign(message.getBytes(StandardCharsets.US_ASCII), NOW));
        signed.writeBytes(message.getBytes(StandardCharsets.US_ASCII));
        try (var bench = new Workbench(directory, given, dns)) {
            bench.mailet.service(
                    mail(sender, new ByteArrayInputStream(signed.toByteArray()), failed("ben@example.org", DKIM)));
            return text(bench.onlySent());
        }
    }

    private static RecipientOutcome unasked(String recipient) {
        var failure = new NoRoute("example.org", NoRoute.Why.TIMED_OUT);
        var attempt = new Attempt(NOW, Duration.ofSeconds(20), Optional.empty(), failure);
        return new RecipientOutcome(
                recipient, Optional.empty(), Action.FAILED, List.of(attempt), NOW, Optional.empty());
    }

    private String report(String sender, RecipientOutcome outcome, Map<String, String> given, Dns dns)
            throws MessagingException, IOException {
        try (var bench = new Workbench(directory, new HashMap<>(given), dns)) {
            bench.mailet.service(mail(sender, outcome));
            return text(bench.onlySent());
        }
    }

    /** As a person reads it, in one line. */
    private static String text(SentMail report) throws MessagingException, IOException {
        var human = ((MimeMultipart) report.getMsg().getContent()).getBodyPart(0);
        var text = ((MimeMultipart) human.getContent()).getBodyPart(0).getContent();
        return text.toString().replaceAll("\\s+", " ");
    }
}
