package whybounce.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import whybounce.check.host.HostChecks;
import whybounce.check.listing.BlockList;
import whybounce.check.listing.BlockLists;
import whybounce.check.listing.ListingChecks;
import whybounce.check.route.RecentDomains;
import whybounce.check.route.RouteChecks;
import whybounce.check.route.RouteChecks.Side;
import whybounce.check.tls.TlsPolicyChecks;
import whybounce.dns.IpText;
import whybounce.dns.MapDns;

/** The sending host, the receiving side, encryption and block lists: what the DNS has, and what is told of it. */
class ChecksTest {

    private static final String GOOD_TLSA = "TLSA 3 1 1 " + "ab".repeat(32);

    private static final MapDns DNS = new MapDns(Map.ofEntries(
            // Hosts.
            Map.entry("203.0.113.5", List.of("PTR mail.example.com")),
            Map.entry("mail.example.com", List.of("A 203.0.113.5", "AAAA 2001:db8::5")),
            Map.entry("2001:db8::5", List.of("PTR mail.example.com")),
            Map.entry("203.0.113.6", List.of("PTR mail.example.com")),
            Map.entry("203.0.113.7", List.of("PTR 203-0-113-7.dsl.example.net")),
            Map.entry("203-0-113-7.dsl.example.net", List.of("A 203.0.113.7")),
            Map.entry("203.0.113.8", List.of("TIMED_OUT")),
            Map.entry("203.0.113.10", List.of("PTR gone.example.com")),
            // Domains.
            Map.entry("example.com", List.of("MX 20 mail.example.com", "MX 10 mail.example.com")),
            Map.entry("null.example", List.of("MX 0 .")),
            Map.entry("both.example", List.of("MX 0 .", "MX 10 mail.example.com")),
            Map.entry("implicit.example", List.of("A 203.0.113.5")),
            Map.entry("nothing.example", List.of("TXT no mail")),
            Map.entry("halfdead.example", List.of("MX 10 gone.example", "MX 20 mail.example.com")),
            Map.entry("dead.example", List.of("MX 10 gone.example", "MX 20 alsogone.example")),
            Map.entry("literal.example", List.of("MX 10 203.0.113.5")),
            Map.entry("alias.example", List.of("MX 10 www.alias.example")),
            Map.entry("www.alias.example", List.of("CNAME mail.example.com")),
            Map.entry("inside.example", List.of("MX 10 inside.example", "A 10.0.0.1")),
            Map.entry("broken.example", List.of("SERVFAIL")),
            Map.entry("forged.example", List.of("BOGUS")),
            Map.entry("silent.example", List.of("TIMED_OUT")),
            // Encryption.
            Map.entry("dane.example", List.of("MX 10 mx.dane.example", "AD")),
            Map.entry("_25._tcp.mx.dane.example", List.of(GOOD_TLSA, "AD")),
            Map.entry("_mta-sts.dane.example", List.of("TXT v=STSv1; id=20261121;")),
            Map.entry("_smtp._tls.dane.example", List.of("TXT v=TLSRPTv1; rua=mailto:tls@dane.example")),
            Map.entry("unsigned.example", List.of("MX 10 mx.unsigned.example")),
            Map.entry("_25._tcp.mx.unsigned.example", List.of(GOOD_TLSA)),
            Map.entry("unusable.example", List.of("MX 10 mx.unusable.example", "AD")),
            Map.entry("_25._tcp.mx.unusable.example", List.of("TLSA 1 0 1 00", "TLSA 3 1 1 00", "TLSA 9 9 9 00", "AD")),
            Map.entry("failing.example", List.of("MX 10 mx.failing.example")),
            Map.entry("_25._tcp.mx.failing.example", List.of("SERVFAIL")),
            Map.entry("_mta-sts.failing.example", List.of("TXT v=STSv1")),
            Map.entry("_smtp._tls.failing.example", List.of("TXT v=TLSRPTv1; rua=tls@failing.example")),
            // Lists.
            Map.entry("5.113.0.203.bl.example", List.of("A 127.0.0.2", "TXT see http://bl.example/\u001b[31m?5")),
            Map.entry("6.113.0.203.bl.example", List.of("A 127.255.255.254")),
            Map.entry("7.113.0.203.bl.example", List.of("A 198.51.100.1")),
            Map.entry("8.113.0.203.bl.example", List.of("TIMED_OUT")),
            Map.entry("9.113.0.203.bl.example", List.of("A 127.0.0.77")),
            Map.entry(
                    "5.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.bl.example",
                    List.of("A 127.0.0.2")),
            Map.entry("example.com.bl.example", List.of("A 127.0.0.1"))));

    private static final BlockList LIST = new BlockList(
            "bl.example",
            "Example list",
            Set.of(BlockList.Kind.values()),
            "https://bl.example/remove",
            List.of(new BlockList.Code("127.0.0.2", "a source of spam")));

    @ParameterizedTest
    @CsvSource({
        "203.0.113.5,  mail.example.com,  host-ptr GOOD host-helo GOOD",
        "2001:db8::5,  mail.example.com,  host-ptr GOOD host-helo GOOD",
        "203.0.113.6,  mail.example.com,  host-ptr PROBLEM host-helo WARNING",
        "203.0.113.7,  ,                  host-ptr WARNING",
        "203.0.113.8,  silent.example,    host-ptr NOT_TESTED host-helo NOT_TESTED",
        "203.0.113.9,  gone.example.com,  host-ptr PROBLEM host-helo PROBLEM",
        "203.0.113.10, ,                  host-ptr PROBLEM",
        "10.0.0.1,     mail.example.com,  host-address NOT_TESTED"
    })
    void theSendingHost(String address, String helo, String findings) {
        var found = new HostChecks(DNS)
                .of(address(address), Optional.ofNullable(helo).flatMap(DomainName::of));
        assertThat(grades(found)).isEqualTo(findings);
    }

    @Test
    void aNameToAskForIsReadyToPaste() {
        var found = new HostChecks(DNS).of(address("203.0.113.9"), DomainName.of("mail.example.com"));
        assertThat(found.getFirst().remedy()).hasValueSatisfying(remedy -> {
            assertThat(remedy.paste()).contains("9.113.0.203.in-addr.arpa. IN PTR mail.example.com.");
            assertThat(remedy.show()).isEqualTo("dig +short -x 203.0.113.9");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "example.com,      route-mx GOOD",
        "null.example,     route-null-mx PROBLEM",
        "both.example,     route-null-mx WARNING route-mx GOOD",
        "implicit.example, route-mx WARNING",
        "nothing.example,  route-mx PROBLEM",
        "halfdead.example, route-mx GOOD route-host PROBLEM",
        "dead.example,     route-host PROBLEM route-host PROBLEM",
        "literal.example,  route-host PROBLEM",
        "inside.example,   route-host PROBLEM",
        "broken.example,   route-dns PROBLEM",
        "forged.example,   route-dns PROBLEM",
        "silent.example,   route-dns NOT_TESTED",
        "gone.example,     route-domain PROBLEM"
    })
    void theReceivingSide(String domain, String findings) {
        assertThat(grades(new RouteChecks(DNS).of(domain(domain), Side.THEIRS))).isEqualTo(findings);
    }

    @Test
    void aServerOfOursIsNoAlias() {
        var findings = new RouteChecks(DNS).of(domain("alias.example"), Side.OURS);
        assertThat(grades(findings)).isEqualTo("route-mx GOOD route-alias WARNING");
        assertThat(findings.get(1).says()).contains("www.alias.example is another name (CNAME) of mail.example.com");
    }

    @ParameterizedTest
    @CsvSource({
        "gmial.com,     gmail.com",
        "gmai.com,      gmail.com",
        "gmaill.com,    gmail.com",
        "gmeil.com,     gmail.com",
        "yaho.com,      yahoo.com",
        "partnre.test,  partner.test", // mail went there lately
        "gmxx.example,  "
    })
    void aSlipOfAFinger(String domain, String meant) {
        var recent = new RecentDomains();
        recent.add("Partner.test");
        var says = new RouteChecks(DNS, recent)
                .of(domain(domain), Side.THEIRS)
                .getFirst()
                .says();
        assertThat(says).isEqualTo(domain + " does not exist." + (meant == null ? "" : " Was " + meant + " meant?"));
    }

    @Test
    void onlyTheLatestDomainsAreKept() {
        var recent = new RecentDomains();
        recent.add("partner.test");
        recent.add("customer.test");
        IntStream.range(0, 999).mapToObj(i -> "partner.test").forEach(recent::add);
        IntStream.range(0, 999).forEach(i -> recent.add("other" + i + ".example"));
        var checks = new RouteChecks(DNS, recent);
        assertThat(checks.of(domain("partnr.test"), Side.THEIRS).getFirst().says())
                .endsWith("partner.test meant?");
        assertThat(checks.of(domain("custmer.test"), Side.THEIRS).getFirst().says())
                .endsWith("does not exist.");
    }

    @ParameterizedTest
    @CsvSource({
        "dane.example,     tls-dane GOOD tls-mta-sts-record GOOD tls-reports GOOD",
        "unsigned.example, tls-dane WARNING tls-mta-sts GOOD tls-reports GOOD",
        "unusable.example, tls-dane PROBLEM tls-mta-sts GOOD tls-reports GOOD",
        "failing.example,  tls-dane PROBLEM tls-mta-sts PROBLEM tls-reports WARNING",
        "halfdead.example, tls-mta-sts GOOD tls-reports GOOD",
        "null.example,     ''",
        "gone.example,     ''"
    })
    void encryption(String domain, String findings) {
        assertThat(grades(new TlsPolicyChecks(DNS).of(domain(domain), Side.OURS)))
                .isEqualTo(findings);
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.5,  PROBLEM", // listed
        "2001:db8::5,  PROBLEM", // IPv6
        "203.0.113.6,  NOT_TESTED", // the list does not talk to our resolver
        "203.0.113.7,  NOT_TESTED", // somebody makes answers up
        "203.0.113.8,  NOT_TESTED", // no answer
        "203.0.113.9,  PROBLEM", // a code that we do not know
        "203.0.113.10, GOOD" // not there
    })
    void listedAddresses(String address, Grade grade) {
        assertThat(new ListingChecks(DNS).of(address(address), List.of(LIST)))
                .extracting(Finding::grade)
                .containsExactly(grade);
    }

    @Test
    void aListsTextIsQuotedAndTheRemovalPageIsOurs() {
        var finding =
                new ListingChecks(DNS).of(address("203.0.113.5"), List.of(LIST)).getFirst();
        assertThat(finding.says()).isEqualTo("Example list lists 203.0.113.5: 127.0.0.2, a source of spam.");
        assertThat(finding.evidence()).containsExactly("It says: \"see http://bl.example/?[31m?5\"");
        assertThat(finding.remedy().map(Remedy::step))
                .hasValueSatisfying(step -> assertThat(step).endsWith("https://bl.example/remove"));
    }

    @ParameterizedTest
    @CsvSource({
        "5.113.0.203 1.0.0.127",
        "5.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2"
                + " 1.0.0.0.0.0.f.7.f.f.f.f.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0",
        "example.com invalid"
    })
    void aListThatListsEverythingSaysNothing(String keys) {
        var zone = Arrays.stream(keys.split(" ", -1))
                .collect(Collectors.toMap(key -> key + ".bl.example", key -> List.of("A 127.0.0.2")));
        var checks = new ListingChecks(new MapDns(zone));
        var found = new ArrayList<>(checks.of(domain("example.com"), List.of(LIST)));
        found.addAll(checks.of(address("203.0.113.5"), List.of(LIST)));
        found.addAll(checks.of(address("2001:db8::5"), List.of(LIST)));
        assertThat(found)
                .extracting(Finding::grade)
                .containsOnlyOnce(Grade.NOT_TESTED)
                .doesNotContain(Grade.PROBLEM);
    }

    @Test
    void domainsAreLookedUpToo() {
        assertThat(new ListingChecks(DNS).of(domain("example.com"), List.of(LIST)))
                .extracting(Finding::grade)
                .containsExactly(Grade.NOT_TESTED);
        assertThat(new ListingChecks(DNS).of(domain("dane.example"), List.of(LIST)))
                .extracting(Finding::grade)
                .containsExactly(Grade.GOOD);
    }

    @Test
    void theTableOfListsIsWhole() {
        assertThat(BlockLists.shipped()).hasSizeGreaterThan(5).allSatisfy(list -> {
            assertThat(DomainName.of(list.zone())).isPresent();
            assertThat(list.removal()).startsWith("https://");
            assertThat(list.codes())
                    .isNotEmpty()
                    .allSatisfy(code -> assertThat(code.answer()).matches("127\\.0\\.[01]\\.(\\d+\\*?|\\*)"));
        });
        assertThat(BlockLists.shipped()).extracting(BlockList::zone).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void noTextMakesThemThrow(long seed) {
        var random = new Random(seed);
        var pieces = List.of(
                "v=STSv1",
                "v=TLSRPTv1",
                ";",
                "=",
                "id",
                "rua=",
                " ",
                "\u0000",
                "\u00ff",
                "x".repeat(99),
                "mailto:",
                ".");
        for (int i = 0; i < 1_000; i++) {
            var text = random.ints(random.nextInt(9), 0, pieces.size())
                    .mapToObj(pieces::get)
                    .collect(Collectors.joining());
            var name = "x" + text.replaceAll("[^\\x21-\\x7e]|\\.", "") + ".example";
            var dns = new MapDns(Map.of(
                    "example.com",
                    List.of("MX 1 " + name),
                    name,
                    List.of("A 203.0.113.5"),
                    "_25._tcp." + name,
                    List.of("TLSA " + random.nextInt(300) + " " + random.nextInt(3) + " 1 zz", "AD"),
                    "_mta-sts.example.com",
                    List.of("TXT v=STSv1;" + text, "TXT " + text),
                    "_smtp._tls.example.com",
                    List.of("TXT v=TLSRPTv1;" + text),
                    "203.0.113.5",
                    List.of("PTR " + name)));
            assertThatCode(() -> new Doctor(dns, Doctor.ENOUGH)
                            .examine(new CheckRequest(
                                    domain("example.com"),
                                    List.of(address("203.0.113.5")),
                                    Optional.empty(),
                                    List.of("a..b"),
                                    List.of(domain("example.com")),
                                    List.of(LIST))))
                    .as(text)
                    .doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "example.com,      example.com",
        "EXAMPLE.com.,     example.com",
        "b\u00fccher.example, xn--bcher-kva.example",
        "_dmarc.example.com, _dmarc.example.com",
        "localhost,        ",
        "192.0.2.1,        ",
        "a..example,       ",
        "'a b.example',    ",
        "'x;y.example',    ",
        "'',               "
    })
    void whatMayStandInARecord(String text, String name) {
        assertThat(DomainName.of(text).map(DomainName::text).orElse(null)).isEqualTo(name);
    }

    private static String grades(List<Finding> findings) {
        return findings.stream()
                .map(finding -> finding.id() + " " + finding.grade())
                .collect(Collectors.joining(" "));
    }

    private static java.net.InetAddress address(String text) {
        return IpText.address(text).orElseThrow();
    }

    private static DomainName domain(String text) {
        return DomainName.of(text).orElseThrow();
    }
}
