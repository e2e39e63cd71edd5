package whybounce.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import whybounce.check.CauseChecks.Case;
import whybounce.check.listing.BlockList;
import whybounce.check.route.RecentDomains;
import whybounce.check.tls.Outside;
import whybounce.check.tls.PolicyFetch;
import whybounce.dns.Dns;
import whybounce.dns.IpText;
import whybounce.dns.MapDns;
import whybounce.dns.Question;
import whybounce.dns.Response;
import whybounce.failure.Observation;

/** What a report may say and recommend of the DNS. */
class CauseChecksTest {

    private static final String HOSTILE = "$(reboot).evil.example";

    private static final MapDns DNS = new MapDns(Map.ofEntries(
            Map.entry(
                    "example.com",
                    List.of("TXT v=spf1 ip4:198.51.100.1 include:_spf.example.net -all", "MX 10 mx.example.com")),
            Map.entry("_spf.example.net", List.of("TXT v=spf1 ip4:198.51.100.9 -all")),
            Map.entry("mx.example.com", List.of("A 198.51.100.1")),
            Map.entry("gone.example", List.of("MX 0 .")),
            Map.entry("203.0.113.6", List.of("PTR " + HOSTILE)),
            Map.entry("5.113.0.203.bl.example", List.of("A 127.0.0.2", "TXT publish v=spf1 +all")),
            Map.entry("dead.example", List.of("MX 10 " + HOSTILE)),
            Map.entry("_mta-sts.dead.example", List.of("TXT v=STSv1; id=;")),
            Map.entry("silent.example", List.of("TIMED_OUT")),
            Map.entry("broken.example", List.of("SERVFAIL"))));

    private static final BlockList LIST = new BlockList(
            "bl.example",
            "Example list",
            Set.of(BlockList.Kind.IP4, BlockList.Kind.DOMAIN),
            "https://bl.example/remove",
            List.of(new BlockList.Code("127.0.0.2", "a source of spam")));

    private static final Ours OURS = new Ours(domain -> true, List.of());

    private static final CauseChecks CHECKS = new CauseChecks(DNS, List.of(LIST), OURS, recent(), Outside.NOTHING);

    @Test
    void anSpfRemedyIsThePresentRecordWithAnAddition() {
        assertThat(remedies(of("spf-fail", "example.com", "203.0.113.5", "example.org")))
                .contains(
                        "Add ip4:203.0.113.5 to the SPF record of example.com.",
                        "example.com. IN TXT \"v=spf1 ip4:203.0.113.5 ip4:198.51.100.1 include:_spf.example.net -all\"",
                        "dig +short TXT example.com");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.1",
                "172.16.5.5",
                "192.168.1.1",
                "100.64.0.1",
                "169.254.1.1",
                "127.0.0.1",
                "fd00::5",
                "fe80::1",
                "::1"
            })
    void addressesThatNobodySeesAreNotPrinted(String address) {
        for (var cause : List.of("spf-fail", "unauthenticated", "ptr-missing", "helo-invalid", "ip-blocklisted")) {
            assertThat(text(of(cause, "example.com", address, "example.org")))
                    .as(cause)
                    .doesNotContain(address);
        }
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource({
        "spf-fail,              203.0.113.5, spf-address CONFIRMS",
        "spf-fail,              198.51.100.1, spf-address REFUTES",
        "ptr-missing,           203.0.113.5, host-ptr CONFIRMS",
        "ip-blocklisted,        203.0.113.5, block-list CONFIRMS",
        "ip-blocklisted,        203.0.113.9, block-list REFUTES",
        "domain-blocklisted,    203.0.113.5, block-list REFUTES",
        "sender-domain-invalid, 203.0.113.5, route-mx REFUTES",
    })
    void aFindingSaysWhatItMeansForTheCause(String cause, String address, String verdict) {
        assertThat(of(cause, "example.com", address, "example.org").stream()
                        .map(seen -> seen.check() + " " + seen.verdict()))
                .contains(verdict);
    }

    @ParameterizedTest(name = "{0} and {1}: {2}")
    @CsvSource({
        "domain-not-found, nowhere.example, route-domain CONFIRMS",
        "domain-not-found, example.com, none",
        "domain-no-mail, gone.example, route-null-mx CONFIRMS",
        "domain-no-mail, example.com, route-mx REFUTES",
        "dns-failure, broken.example, route-dns CONFIRMS",
        "dns-failure, silent.example, route-dns SILENT",
    })
    void soDoesOneAboutTheRecipientsDomain(String cause, String domain, String verdict) {
        var seen = of(cause, "example.com", "203.0.113.5", domain);
        assertThat(seen.stream()
                        .map(each -> each.check() + " " + each.verdict())
                        .findFirst())
                .isEqualTo(Optional.of(verdict).filter(text -> !text.equals("none")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"spf-fail", "unauthenticated", "dmarc-fail", "domain-blocklisted", "sender-domain-invalid"})
    void ofAStrangersDomainNothingIsAskedOrSaid(String cause) {
        var failure = new Case(
                cause, Optional.empty(), List.of(address("203.0.113.5")), Optional.empty(), name("example.org"));
        assertThat(CHECKS.of(failure)).isEmpty();
    }

    @Test
    void whatIsOursToMendComesWithWhatToPublishAndACommand() {
        for (var cause : List.of("spf-fail", "unauthenticated", "ptr-missing", "ip-blocklisted")) {
            assertThat(of(cause, "example.com", "203.0.113.5", "example.org"))
                    .as(cause)
                    .anySatisfy(seen -> assertThat(seen.remedy())
                            .hasValueSatisfying(remedy -> assertThat(remedy.lines())
                                    .hasSizeGreaterThan(1)
                                    .last()
                                    .asString()
                                    .matches("(dig|openssl) .*")));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ptr-missing, 203.0.113.6, example.org", // the hostile name of our own address
        "host-unreachable, 203.0.113.5, dead.example", // a hostile name in their MX
        "ip-blocklisted, 203.0.113.5, example.org" // the text of a list
    })
    void nothingThatOthersSayIsInARecordOrACommand(String cause, String address, String domain) {
        var seen = of(cause, "example.com", address, domain);
        assertThat(seen).isNotEmpty();
        assertThat(remedies(seen)).isNotEmpty().doesNotContain("reboot", "evil", "+all");
    }

    @Test
    void whatIsTheirsToMendIsNotOursToPublish() {
        assertThat(remedies(of("tls-failed", "example.com", "203.0.113.5", "dead.example")))
                .doesNotContain("IN TXT");
        assertThat(remedies(of("host-unreachable", "example.com", "203.0.113.5", "dead.example")))
                .contains("Only the administrators of dead.example can mend this.");
    }

    @ParameterizedTest
    @CsvSource({"tls-failed, true, 1", "tls-failed, false, 0", "spf-fail, true, 0"})
    void aPolicyIsFetchedOnlyWhereThatIsWantedAndEncryptionFailed(String cause, boolean wanted, int fetched) {
        var dns = new MapDns(Map.of(
                "strict.example", List.of("MX 10 mail.strict.example"),
                "_mta-sts.strict.example", List.of("TXT v=STSv1; id=1")));
        var asked = new ArrayList<String>();
        PolicyFetch fetch = domain -> {
            asked.add(domain.text());
            return new PolicyFetch.Fetched.Failed("it is not there");
        };
        var outside = new Outside(Optional.empty(), wanted ? Optional.of(fetch) : Optional.empty(), Clock.systemUTC());
        var seen = new CauseChecks(dns, List.of(), OURS, recent(), outside)
                .of(new Case(cause, Optional.empty(), List.of(), Optional.empty(), DomainName.of("strict.example")));
        assertThat(asked).hasSize(fetched);
        assertThat(seen.stream().anyMatch(each -> each.detail().contains("it is not there")))
                .isEqualTo(fetched > 0);
    }

    @ParameterizedTest
    @CsvSource({"gmial.com, gmail.com", "partnre.test, partner.test", "nothing-like-it.example,"})
    void aSlipOfAFingerIsForTheSenderToMend(String domain, String meant) {
        var seen = of("domain-not-found", "example.com", "203.0.113.5", domain).getFirst();
        assertThat(seen.senderStep().map(step -> step.replaceFirst("\\?.*", "")))
                .isEqualTo(Optional.ofNullable(meant).map(name -> "Did you mean " + name));
    }

    /** Says nothing about one list until another was asked. */
    private record Waiting(CountDownLatch otherAsked) implements Dns {
        @Override
        public <R> Response<R> ask(Question<R> question, Duration patience) {
            if (question.name().endsWith(".slow.example")) {
                try {
                    assertThat(otherAsked.await(10, TimeUnit.SECONDS)).isTrue();
                } catch (InterruptedException interrupted) {
                    throw new IllegalStateException(interrupted);
                }
            } else {
                otherAsked.countDown();
            }
            return DNS.ask(question, patience);
        }
    }

    @Test
    void oneListThatIsSilentKeepsNoOtherWaiting() {
        var slow = new BlockList("slow.example", "Slow list", LIST.lists(), LIST.removal(), LIST.codes());
        var seen = new CauseChecks(
                        new Waiting(new CountDownLatch(1)), List.of(slow, LIST), OURS, recent(), Outside.NOTHING)
                .of(failure("ip-blocklisted", "example.com", "203.0.113.5", "example.org"));
        assertThat(seen).extracting(Observation::detail).anyMatch(text -> text.contains("lists 203.0.113.5"));
    }

    private static RecentDomains recent() {
        var recent = new RecentDomains();
        recent.add("partner.test");
        return recent;
    }

    private static List<Observation> of(String cause, String sender, String address, String recipient) {
        return CHECKS.of(failure(cause, sender, address, recipient));
    }

    private static Case failure(String cause, String sender, String address, String recipient) {
        return new Case(cause, name(sender), List.of(address(address)), name("relay.example.com"), name(recipient));
    }

    private static String remedies(List<Observation> seen) {
        return seen.stream().flatMap(each -> each.remedy().stream()).collect(Collectors.joining("\n"));
    }

    private static String text(List<Observation> seen) {
        return seen.stream().map(Observation::toString).collect(Collectors.joining("\n"));
    }

    private static Optional<DomainName> name(String text) {
        return DomainName.of(text);
    }

    private static InetAddress address(String text) {
        return IpText.address(text).orElseThrow();
    }
}
