package whybounce.check.dmarc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import whybounce.check.DomainName;
import whybounce.check.Finding;
import whybounce.check.Grade;
import whybounce.check.Remedy;
import whybounce.check.dmarc.Dmarc.Claim;
import whybounce.check.dmarc.Dmarc.Proven;
import whybounce.check.dmarc.DmarcRecord.Policy;
import whybounce.check.dmarc.DmarcVerdict.Method;
import whybounce.dns.MapDns;

/** DMARC: the way up, the policy, alignment, and what is told of it. */
class DmarcTest {

    private static final Map<String, List<String>> ZONE = Map.ofEntries(
            Map.entry("example.com", List.of("A 192.0.2.1")),
            Map.entry("_dmarc.example.com", List.of("TXT v=DMARC1; p=reject; sp=quarantine; np=none")),
            Map.entry("news.example.com", List.of("MX 10 mail.example.com")),
            Map.entry("_dmarc.own.example.com", List.of("TXT v=DMARC1; p=none")),
            Map.entry("_dmarc.example", List.of("TXT v=DMARC1; p=reject; psd=y")),
            Map.entry("_dmarc.dept.example.edu", List.of("TXT v=DMARC1; p=quarantine; psd=n")),
            Map.entry("_dmarc.example.edu", List.of("TXT v=DMARC1; p=reject")),
            Map.entry("_dmarc.test.example.org", List.of("TXT v=DMARC1; p=reject; t=y")),
            Map.entry("_dmarc.strict.example.net", List.of("TXT v=DMARC1;p=reject;aspf=s;adkim=s")),
            Map.entry("_dmarc.twice.example.net", List.of("TXT v=DMARC1; p=none", "TXT v=DMARC1; p=reject")),
            Map.entry("_dmarc.other.example.net", List.of("TXT some text", "TXT V=DMARC1; P=Reject")),
            Map.entry("_dmarc.silent.example.net", List.of("TIMED_OUT")),
            Map.entry(
                    "_dmarc.reports.example.net",
                    List.of(
                            "TXT v=DMARC1; p=none; rua=mailto:a@reports.example.net,mailto:b@taker.example.org,mailto:c@other.example.org,x")),
            Map.entry("reports.example.net._report._dmarc.taker.example.org", List.of("TXT v=DMARC1;")),
            Map.entry("_dmarc.odd.example.net", List.of("TXT v=DMARC1; p=rejekt; pct=50; color=blue")));

    private final MapDns dns = new MapDns(ZONE);

    @ParameterizedTest
    @CsvSource({
        "the domain's own record,                     example.com,        example.com,      example.com,      REJECT",
        "a subdomain under its organization,          news.example.com,   example.com,      example.com,      QUARANTINE",
        "a subdomain that does not exist,             gone.example.com,   example.com,      example.com,      NONE",
        "a subdomain's own record,                    own.example.com,    example.com,      own.example.com,  NONE",
        "a public suffix: one label below it,         a.b.shop.example,   shop.example,     example,          REJECT",
        "a public suffix itself,                      example,            example,          example,          REJECT",
        "an organization that says so,                x.dept.example.edu, dept.example.edu, dept.example.edu, QUARANTINE",
        "the record highest up is the organization's, x.example.edu,      example.edu,      example.edu,      REJECT",
        "test mode asks for less,                     test.example.org,   test.example.org, test.example.org, QUARANTINE",
        "no record anywhere,                          a.none.test,        a.none.test,      ,                 NONE",
        "two records are none,                        twice.example.net,  twice.example.net, ,                NONE",
        "the case of tags does not count,             other.example.net,  other.example.net, other.example.net, REJECT",
        "no policy that can be read is none,          odd.example.net,    odd.example.net,  odd.example.net,  NONE"
    })
    void policy(String fact, String from, String organization, String foundAt, Policy policy) {
        var verdict = new Dmarc(dns).check(from, List.of());
        assertThat(verdict.organization()).as(fact).isEqualTo(organization);
        assertThat(verdict.foundAt().orElse(null)).as(fact).isEqualTo(foundAt);
        assertThat(verdict.policy()).as(fact).isEqualTo(policy);
    }

    @Test
    void aLongNameTakesEightQuestions() {
        var walk = TreeWalk.from(dns, "a.b.c.d.e.f.g.h.i.j.example.com");
        assertThat(walk.stops().stream().map(TreeWalk.Stop::domain))
                .containsExactly(
                        "a.b.c.d.e.f.g.h.i.j.example.com",
                        "f.g.h.i.j.example.com",
                        "g.h.i.j.example.com",
                        "h.i.j.example.com",
                        "i.j.example.com",
                        "j.example.com",
                        "example.com",
                        "com")
                .hasSize(8);
    }

    @ParameterizedTest
    @CsvSource({
        "the same domain,                      example.com,        SPF,  example.com,          true,  true,  true",
        "another of the organization,          news.example.com,   SPF,  bounces.example.com,  true,  true,  true",
        "a signature of the organization,      news.example.com,   DKIM, example.com,          true,  true,  true",
        "a signature that fails,               example.com,        DKIM, example.com,          false, true,  false",
        "another organization,                 example.com,        SPF,  example.edu,          true,  false, false",
        "two customers of a public suffix,     a.example,          SPF,  b.example,            true,  false, false",
        "strict: the same,                     strict.example.net, DKIM, strict.example.net,   true,  true,  true",
        "strict: a subdomain is another,       strict.example.net, DKIM, x.strict.example.net, true,  false, false",
        "in capitals and with a dot,           example.com,        SPF,  EXAMPLE.com.,         true,  true,  true"
    })
    void alignment(
            String fact, String from, Method method, String domain, boolean passed, boolean aligned, boolean passes) {
        var verdict = new Dmarc(dns).check(from, List.of(new Claim(method, domain, passed)));
        assertThat(verdict.proofs().getFirst().aligned()).as(fact).isEqualTo(aligned);
        assertThat(verdict.passes()).as(fact).isEqualTo(passes);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DKIM example.com fails, SPF example.com fails|Mend the DKIM signature of example.com",
                "SPF example.com fails                        |Add the sending address to the SPF record of example.com",
                "DKIM example.edu passes                      |Sign with d=example.com instead of d=example.edu",
                "SPF example.edu passes                       |Let the envelope's sender be of example.com",
                "SPF example.edu fails                        |Sign with DKIM for example.com",
                "SPF example.edu unknown                      |Sign with DKIM for example.com"
            })
    void whatToChangeFirst(String claims, String step) {
        var finding = message(claims, true);
        assertThat(finding.grade()).isEqualTo(Grade.PROBLEM);
        assertThat(finding.remedy().map(Remedy::step))
                .hasValueSatisfying(told -> assertThat(told).startsWith(step));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SPF example.com unknown                      |SPF of example.com could not be looked at",
                "SPF example.com unknown, DKIM example.com fails |SPF of example.com could not be looked at",
                "SPF example.edu fails, DKIM news.example.com unknown |DKIM of news.example.com could not"
            })
    void whatNobodyKnowsIsNotToldAsAFailure(String claims, String says) {
        var finding = message(claims, true);
        assertThat(finding.grade()).isEqualTo(Grade.NOT_TESTED);
        assertThat(finding.says()).contains(says);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DKIM x.strict.example.net passes           |Take adkim=s out of the DMARC record of strict.example.net:",
                "SPF x.strict.example.net passes            |Take aspf=s out of the DMARC record of strict.example.net:",
                "DKIM x.strict.example.net fails            |Sign with DKIM for strict.example.net"
            })
    void strictAlignmentIsToldWhereItIsAllThatIsInTheWay(String claims, String step) {
        assertThat(message("strict.example.net", claims, true).remedy().map(Remedy::step))
                .hasValueSatisfying(told -> assertThat(told).startsWith(step));
    }

    @Test
    void nobodyIsToldToSignForAStranger() {
        assertThat(message("SPF example.edu passes", false).remedy().map(Remedy::step))
                .contains("Put an address of a domain of yours into From, and that of example.com into Reply-To.");
    }

    private Finding message(String claims, boolean isOurs) {
        return message("example.com", claims, isOurs);
    }

    private Finding message(String from, String claims, boolean isOurs) {
        return new DmarcChecks(dns)
                .message(
                        DomainName.of(from).orElseThrow(),
                        List.of(claims.split(", ")).stream()
                                .map(claim -> claim.split(" "))
                                .map(words -> new Claim(Method.valueOf(words[0]), words[1], proven(words[2])))
                                .toList(),
                        isOurs);
    }

    private static Proven proven(String word) {
        return switch (word) {
            case "passes" -> Proven.YES;
            case "fails" -> Proven.NO;
            default -> Proven.UNKNOWN;
        };
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "example.com        |dmarc-record GOOD",
                "a.none.test        |dmarc-record WARNING",
                "twice.example.net  |dmarc-record PROBLEM",
                "silent.example.net |dmarc-record NOT_TESTED",
                "test.example.org   |dmarc-record GOOD, dmarc-tags WARNING",
                "odd.example.net    |dmarc-record GOOD, dmarc-tags WARNING, dmarc-tags WARNING, dmarc-tags WARNING",
                "reports.example.net|dmarc-record GOOD, dmarc-reports WARNING, dmarc-reports WARNING"
            })
    void findings(String domain, String findings) {
        assertThat(String.join(
                        ", ",
                        new DmarcChecks(dns)
                                .record(DomainName.of(domain).orElseThrow()).stream()
                                        .map(finding -> finding.id() + " " + finding.grade())
                                        .toList()))
                .isEqualTo(findings);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void noRecordMakesItThrow(long seed) {
        var random = new Random(seed);
        var pieces = List.of(
                "v=DMARC1",
                ";",
                "=",
                "p",
                "sp=",
                "reject",
                " ",
                "rua=mailto:",
                "@",
                ",",
                "!",
                "\u0000",
                "\u00ff",
                "t=y",
                "psd=y",
                "psd=n",
                "aspf=s",
                "..",
                "example.com",
                "x".repeat(300),
                "V",
                "\t",
                "%");
        for (int i = 0; i < 1_000; i++) {
            var record = "v=DMARC1;"
                    + random.ints(random.nextInt(15), 0, pieces.size())
                            .mapToObj(pieces::get)
                            .collect(Collectors.joining());
            var zone = new HashMap<>(ZONE);
            zone.put("_dmarc.example.com", List.of("TXT " + record));
            var checks = new DmarcChecks(new MapDns(zone));
            var domain = DomainName.of("x.example.com").orElseThrow();
            assertThatCode(() -> {
                        checks.record(domain);
                        checks.message(domain, List.of(new Claim(Method.SPF, record, true)), true);
                    })
                    .as(record)
                    .doesNotThrowAnyException();
        }
    }
}
