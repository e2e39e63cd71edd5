package whybounce.check.spf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import whybounce.check.DomainName;
import whybounce.check.Grade;
import whybounce.check.Remedy;
import whybounce.dns.IpText;
import whybounce.dns.MapDns;
import whybounce.failure.Observation.Verdict;

/** What an operator is told of a domain's SPF. */
class SpfChecksTest {

    private static final DomainName DOMAIN = DomainName.of("example.com").orElseThrow();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "v=spf1 ip4:203.0.113.5 -all               |GOOD      |REFUTES |",
                "v=spf1 include:_spf.example.net -all      |PROBLEM   |CONFIRMS|example.com. IN TXT \"v=spf1 ip4:203.0.113.5 include:_spf.example.net -all\"",
                "v=spf1 include:_spf.example.net ~all      |PROBLEM   |CONFIRMS|example.com. IN TXT \"v=spf1 ip4:203.0.113.5 include:_spf.example.net ~all\"",
                "v=spf1 mx                                 |PROBLEM   |CONFIRMS|example.com. IN TXT \"v=spf1 ip4:203.0.113.5 mx\"",
                "                                          |PROBLEM   |CONFIRMS|example.com. IN TXT \"v=spf1 ip4:203.0.113.5 ~all\"",
                "v=spf1 a a a a a a a a a a a -all         |PROBLEM   |CONFIRMS|example.com. IN TXT \"v=spf1 ip4:203.0.113.5 a a a a a a a a a a a -all\"",
                "v=spf1 nonsense -all                      |PROBLEM   |CONFIRMS|",
                "v=spf1 a:silent.example.com -all          |NOT_TESTED|SILENT  |"
            })
    void address(String record, Grade grade, Verdict verdict, String paste) {
        var finding = new SpfChecks(dns(record == null ? "" : record))
                .address(DOMAIN, IpText.address("203.0.113.5").orElseThrow(), "mail.example.com");
        assertThat(finding.grade()).as(finding.says()).isEqualTo(grade);
        assertThat(finding.verdict("spf-fail")).isEqualTo(verdict);
        assertThat(finding.remedy().flatMap(Remedy::paste).orElse(null)).isEqualTo(paste);
    }

    @Test
    void aPrivateAddressIsToldToNobody() {
        var finding = new SpfChecks(dns("v=spf1 -all"))
                .address(DOMAIN, IpText.address("10.1.2.3").orElseThrow(), "mail.example.com");
        assertThat(finding.toString()).doesNotContain("10.1.2.3");
        assertThat(finding.remedy().flatMap(Remedy::paste)).isEmpty();
    }

    @Test
    void whatTheIssueAsksFor() {
        var finding = new SpfChecks(dns("v=spf1 include:_spf.example.net -all"))
                .address(DOMAIN, IpText.address("203.0.113.5").orElseThrow(), "mail.example.com");
        assertThat(finding.says()).isEqualTo("SPF of example.com does not name 203.0.113.5. The result is fail.");
        assertThat(finding.observation("spf-fail").remedy()).hasValue("""
                Add ip4:203.0.113.5 to the SPF record of example.com.
                example.com. IN TXT "v=spf1 ip4:203.0.113.5 include:_spf.example.net -all"
                dig +short TXT example.com""");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "v=spf1 mx include:example.com -all      |v=spf1 mx -all                              |example.com |example.com. IN TXT \"v=spf1 mx -all\"",
                "v=spf1 include:round.example.net -all   |v=spf1 include:round.example.net -all       |round.example.net|",
                "v=spf1 include:round.example.net -all   |v=spf1 include:example.com -all             |example.com |"
            })
    void aCircleOfIncludesIsFound(String record, String other, String where, String paste) {
        var zone = new HashMap<>(SpfTest.WORLD);
        zone.put("example.com", List.of("TXT " + record));
        zone.put("round.example.net", List.of("TXT " + other));
        var finding = new SpfChecks(new MapDns(zone)).record(DOMAIN).get(1);
        assertThat(finding.grade()).isEqualTo(Grade.PROBLEM);
        assertThat(finding.says()).startsWith("The record of " + where + " includes itself");
        assertThat(finding.remedy().flatMap(Remedy::paste).orElse(null)).isEqualTo(paste);
    }

    @Test
    void severalRecordsBecomeOne() {
        var zone = new HashMap<>(SpfTest.WORLD);
        zone.put("example.com", List.of("TXT v=spf1 mx -all", "TXT v=spf1 ip4:203.0.113.5 -all"));
        var findings = new SpfChecks(new MapDns(zone)).record(DOMAIN);
        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.grade()).isEqualTo(Grade.PROBLEM);
            assertThat(finding.remedy().flatMap(Remedy::paste))
                    .contains("example.com. IN TXT \"v=spf1 mx ip4:203.0.113.5 -all\"");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "v=spf1 mx -all                 |spf-record GOOD, spf-lookups GOOD",
                "v=spf1 ipv4:192.0.2.1 -all     |spf-record PROBLEM",
                "v=spf1 a a a a a a a a a a a -all|spf-record GOOD, spf-lookups PROBLEM",
                "v=spf1 ptr +all                |spf-record GOOD, spf-lookups GOOD, spf-terms WARNING, spf-terms WARNING",
                "                               |spf-record PROBLEM"
            })
    void record(String record, String findings) {
        assertThat(String.join(
                        ", ",
                        new SpfChecks(dns(record == null ? "" : record))
                                .record(DOMAIN).stream()
                                        .map(finding -> finding.id() + " " + finding.grade())
                                        .toList()))
                .isEqualTo(findings);
    }

    private static MapDns dns(String record) {
        var zone = new HashMap<>(SpfTest.dns(record).zone());
        zone.put("_spf.example.net", List.of("TXT v=spf1 ip4:198.51.100.0/24 -all"));
        return new MapDns(zone);
    }
}
