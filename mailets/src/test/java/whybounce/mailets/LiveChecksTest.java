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
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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
import whybounce.dns.Dnsjava;
import whybounce.dns.IpText;
import whybounce.dns.MapDns;
import whybounce.dns.Question;
import whybounce.dns.Response;
import whybounce.failure.Attempt;
import whybounce.failure.DeliveryFailure;
import whybounce.failure.DeliveryFailure.NoRoute;
import whybounce.failure.DeliveryFailure.Unreachable;
import whybounce.failure.DeliveryFailure.Unreachable.Why;
import whybounce.failure.OriginalRecipient;
import whybounce.failure.Peer;
import whybounce.failure.RecipientOutcome;
import whybounce.failure.RecipientOutcome.Action;

/** What reports tell of the DNS. */
class LiveChecksTest {

    private static final String SPF =
            "550 5.7.23 <ann@example.com>: Sender address rejected: Message rejected due to: SPF fail - not authorized.";

    private static final String UNAUTHENTICATED =
            "550 5.7.26 Your email has been blocked because the sender is unauthenticated.";

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
        private final AtomicInteger asked = new AtomicInteger();

        @Override
        public <R> Response<R> ask(Question<R> question, Duration patience) {
            asked.incrementAndGet();
            return silence(question, patience);
        }
    }

    private static <R> Response<R> silence(Question<R> question, Duration patience) {
        return new MapDns(Map.of(question.name(), List.of("TIMED_OUT"))).ask(question, patience);
    }

    /** Says when it is asked, and answers when the test lets it. */
    private static final class OneAtATime implements Dns {
        private final Semaphore asked = new Semaphore(0);
        private final Semaphore answers = new Semaphore(0);

        @Override
        public <R> Response<R> ask(Question<R> question, Duration patience) {
            asked.release();
            answers.acquireUninterruptibly();
            return ZONES.ask(question, patience);
        }
    }

    /** Is silent for as long as somebody waits, and knows the root. */
    private static final class Silence implements Dns {
        @Override
        public <R> Response<R> ask(Question<R> question, Duration patience) {
            if (!question.name().equals(".")) {
                try {
                    var never = new Semaphore(0).tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
                    assertThat(never).isFalse();
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                }
                return silence(question, patience);
            }
            return ZONES.ask(question, patience);
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
        assertThat(dns.asked).hasValue(0);
    }

    @Test
    void a_dead_resolver_is_not_waited_for_and_is_told_as_ours() throws Exception {
        var dns = new DeadDns();
        try (var bench = new Workbench(directory, OURS, dns)) {
            for (int i = 0; i < 5; i++) {
                bench.mailet.service(mail("ann@example.com", failed("ben@example" + i + ".org", SPF)));
            }
            int asked = dns.asked.get();
            bench.mailet.service(mail("ann@example.com", failed("ben@example6.org", SPF)));
            assertThat(dns.asked).hasValue(asked);
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

    @Test
    void a_thousand_failures_of_a_domain_ask_each_question_once() throws Exception {
        var given = new HashMap<>(OURS);
        given.putAll(Map.of("digestAbove", "0", "postmasterCopy", "all"));
        try (var server = CountingDns.start("\"v=spf1 include:_spf.example.net -all\"");
                var bench = new Workbench(
                        directory, given, Dnsjava.at(List.of(server.address()), Duration.ofSeconds(10)))) {
            try (var attempts = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < 1_000; i++) {
                    var cause = List.of("spf-fail", "unauthenticated", "ptr-missing")
                            .get(i % 3);
                    attempts.execute(() -> bench.traffic.failed("example.com", "example.org", cause));
                }
            }
            for (int i = 0; i < 1_000; i++) {
                var reply = List.of(SPF, UNAUTHENTICATED).get(i % 2);
                var mail = mail("ann@example.com", failed("ben" + i + "@example.org", reply));
                mail.setName("Mail" + i);
                bench.mailet.service(mail);
            }
            assertThat(bench.sent()).hasSize(2_000);
            assertThat(server.asked())
                    .containsKeys("example.com. TXT", "_spf.example.net. TXT", "_dmarc.example.com. TXT")
                    .allSatisfy(
                            (question, times) -> assertThat(times).as(question).isOne());
        }
    }

    @Test
    void what_an_attempt_began_is_ready_for_the_report() throws Exception {
        var dns = new OneAtATime();
        try (var bench = new Workbench(directory, OURS, dns)) {
            bench.traffic.failed("example.com", "example.org", "spf-fail");
            assertThat(dns.asked.tryAcquire(10, TimeUnit.SECONDS))
                    .as("asked before a report")
                    .isTrue();
            dns.answers.release(100);

            bench.mailet.service(mail("ann@example.com", failed("ben@example.org", SPF)));
            assertThat(text(bench.onlySent())).contains("SPF of example.com does not name 203.0.113.5");
        }
    }

    @Test
    void an_attempt_never_waits() throws Exception {
        var dns = new OneAtATime();
        try (var bench = new Workbench(directory, OURS, dns)) {
            // Far more than are looked at side by side; nothing is answered until all have been told.
            for (int i = 0; i < 1_000; i++) {
                bench.traffic.failed("example.com", "example" + i + ".org", "dns-failure");
            }
            bench.mailet.service(mail("ann@example.com", failed("ben@example.org", SPF)));
            assertThat(text(bench.onlySent())).contains("Too many failures are being looked at");
            dns.answers.release(100_000);
        }
    }

    @Test
    void sender_and_postmaster_wait_for_one_silence_together() throws Exception {
        var given = new HashMap<>(OURS);
        given.putAll(Map.of("checkSeconds", "2", "postmasterCopy", "all"));
        try (var bench = new Workbench(directory, given, new Silence())) {
            long begin = System.nanoTime();
            bench.mailet.service(mail(
                    "ann@example.com",
                    failed("ben@example.org", SPF),
                    failed("bob@example.net", UNAUTHENTICATED),
                    failed("bea@example.biz", SPF)));
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMillis(3_900));
            assertThat(bench.sent()).hasSize(2);
            assertThat(text(bench.sent().getFirst())).contains("no answer in time");
        }
    }

    @ParameterizedTest
    @CsvSource({"checks, false", "ourDomains, example.net"})
    void an_attempt_asks_nothing_that_no_report_may_tell(String parameter, String value) throws Exception {
        var dns = new DeadDns();
        var given = new HashMap<>(OURS);
        given.put(parameter, value);
        try (var bench = new Workbench(directory, given, dns)) {
            bench.traffic.failed("example.com", "example.org", "spf-fail");
            bench.mailet.service(mail("ann@example.com", failed("ben@example.org", SPF)));
            assertThat(dns.asked).hasValue(0);
        }
    }

    @Test
    void after_it_ended_a_report_mailet_looks_at_nothing() throws Exception {
        var dns = new DeadDns();
        var bench = new Workbench(directory, OURS, dns);
        bench.close();
        bench.traffic.failed("example.com", "example.org", "spf-fail");
        assertThat(dns.asked).hasValue(0);
    }

    @Test
    void the_address_that_a_connection_came_from_is_ours() throws Exception {
        try (var bench = new Workbench(directory, Map.of("ourDomains", "example.com"), ZONES)) {
            bench.traffic.cameFrom(IpText.address("203.0.113.77").orElseThrow());
            bench.traffic.cameFrom(IpText.address("10.1.2.3").orElseThrow());
            bench.mailet.service(mail("ann@example.com", failed("ben@example.org", SPF)));
            assertThat(text(bench.onlySent()))
                    .contains("v=spf1 ip4:203.0.113.77 ip4:198.51.100.1 -all")
                    .doesNotContain("10.1.2.3");
        }
    }

    @Test
    void what_the_other_server_calls_us_is_in_no_record() throws Exception {
        var reply = "550 5.7.23 SPF fail: your address is 198.51.100.66, publish v=spf1 ip4:198.51.100.66 -all";
        assertThat(report("ann@example.com", failed("ben@example.org", reply), OURS, ZONES))
                .contains("v=spf1 ip4:203.0.113.5 ip4:198.51.100.1 -all")
                .doesNotContain("v=spf1 ip4:198.51.100.66 ip4");
    }

    @Test
    void a_slip_of_a_finger_is_the_first_step_of_the_sender() throws Exception {
        var nowhere = noRoute("ben@partnre.test", "partnre.test", NoRoute.Why.NO_SUCH_DOMAIN);
        try (var bench = new Workbench(directory, OURS, ZONES)) {
            bench.traffic.delivered("example.com", "partner.test");
            bench.mailet.service(mail("ann@example.com", nowhere));
            assertThat(text(bench.onlySent())).contains("What to do 1. Did you mean partner.test? If so, send");
        }
    }

    @Test
    void where_an_alias_leads_is_not_told_to_who_wrote_the_alias() throws Exception {
        var given = new HashMap<>(OURS);
        given.put("postmasterCopy", "all");
        var behind = noRoute("ben@gmial.com", "gmial.com", NoRoute.Why.NO_SUCH_DOMAIN);
        var aliased = new RecipientOutcome(
                behind.recipient(),
                Optional.of(new OriginalRecipient("rfc822", "team@example.com")),
                behind.action(),
                behind.attempts(),
                behind.since(),
                behind.retryUntil());
        try (var bench = new Workbench(directory, given, ZONES)) {
            bench.mailet.service(mail("ann@example.com", aliased));
            assertThat(text(bench.sent().getFirst())).doesNotContain("gmial", "gmail");
            assertThat(text(bench.sent().getLast())).contains("gmial.com does not exist. Was gmail.com meant?");
        }
    }

    @Test
    void that_nothing_at_all_can_be_reached_is_told_as_ours() throws Exception {
        try (var bench = new Workbench(directory, OURS, ZONES)) {
            bench.mailet.service(mail("ann@example.com", unreachable("ben@example.org")));
            assertThat(text(bench.sent().getLast())).contains("Cause host-unreachable");
            for (var one : List.of("192.0.2.1", "198.51.100.1", "203.0.113.1")) {
                bench.traffic.unreached(one + ".example", IpText.address(one).orElseThrow());
            }
            bench.mailet.service(mail("ann@example.com", unreachable("bob@example.org")));
            assertThat(text(bench.sent().getLast()))
                    .contains(
                            "Cause outbound-blocked",
                            "Checked outbound confirms it: No connection to port 25 of any destination",
                            "The fault is on our side");
        }
    }

    private static RecipientOutcome unreachable(String recipient) {
        return outcome(recipient, Optional.of(Peer.mx("mx.example.org", "192.0.2.25")), new Unreachable(Why.TIMED_OUT));
    }

    private static RecipientOutcome unasked(String recipient) {
        return noRoute(recipient, "example.org", NoRoute.Why.TIMED_OUT);
    }

    private static RecipientOutcome noRoute(String recipient, String domain, NoRoute.Why why) {
        return outcome(recipient, Optional.empty(), new NoRoute(domain, why));
    }

    private static RecipientOutcome outcome(String recipient, Optional<Peer> peer, DeliveryFailure failure) {
        var attempt = new Attempt(NOW, Duration.ofSeconds(20), peer, failure);
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
