package whybounce.check.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import whybounce.check.DomainName;
import whybounce.check.Finding;
import whybounce.check.Remedy;
import whybounce.check.route.RouteChecks.Side;
import whybounce.check.tls.MailServers.Seen;
import whybounce.check.tls.PolicyFetch.Fetched;
import whybounce.dns.MapDns;

/** DANE and MTA-STS held against what the servers of a domain show. */
class TlsPolicyChecksTest {

    private static final DomainName DOMAIN = DomainName.of("example.org").orElseThrow();
    private static final String FITS =
            DaneMatch.toPublish(Certificates.chain("server").getFirst());
    private static final String STALE = "3 1 1 " + "ab".repeat(32);
    private static final Seen GOOD = new Seen.Encrypted("TLSv1.3", Certificates.chain("server"), List.of());
    private static final Seen FAULTY =
            new Seen.Encrypted("TLSv1.3", Certificates.chain("server"), List.of("nobody known vouches for it"));
    private static final Seen CLEAR = new Seen.Clear("it offers no encryption (STARTTLS)");
    private static final Seen UNREACHED = new Seen.NotReached("nobody listens");

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-30T00:00:00Z"), ZoneOffset.UTC);

    private final Map<String, List<String>> zone = new HashMap<>(Map.of(
            "example.org", List.of("MX 10 mx.example.org", "AD"),
            "mx.example.org", List.of("A 203.0.113.5")));

    private Optional<MailServers> servers = Optional.empty();
    private Optional<PolicyFetch> policies = Optional.empty();

    @ParameterizedTest
    @CsvSource({
        "FITS,  AD, GOOD,      tls-certificate GOOD tls-dane GOOD",
        "FITS,  AD, FAULTY,    tls-certificate WARNING tls-dane GOOD", // to DANE nobody needs to vouch
        "STALE, AD, GOOD,      tls-certificate GOOD tls-dane PROBLEM",
        "FITS,  AD, CLEAR,     tls-certificate WARNING tls-dane PROBLEM",
        "FITS,  AD, UNREACHED, tls-certificate NOT_TESTED tls-dane NOT_TESTED",
        "FITS,  AD, ,          tls-dane GOOD",
        "FITS,  '', GOOD,      tls-certificate GOOD tls-dane WARNING", // no signature: nobody uses it
        "1 1 1 00, AD, GOOD,   tls-certificate GOOD tls-dane PROBLEM",
        ",      AD, GOOD,      tls-certificate GOOD tls-dane GOOD", // could have one
        ",      AD, ,          ''",
        ",      '', GOOD,      tls-certificate GOOD",
    })
    void dane(String record, String signed, String seen, String findings) {
        zone.put(
                "_25._tcp.mx.example.org", record == null ? List.of(signed) : List.of("TLSA " + value(record), signed));
        look(seen);
        assertThat(grades(Side.OURS, "tls-certificate", "tls-dane")).isEqualTo(findings);
    }

    @Test
    void theRecordToPublishIsReadyToPaste() {
        zone.put("_25._tcp.mx.example.org", List.of("TLSA " + STALE, "AD"));
        look("GOOD");
        var finding = one(Side.OURS, "tls-dane");
        assertThat(finding.evidence())
                .containsExactly("TLSA " + STALE + ": no match, the key of the server's certificate gives "
                        + FITS.substring("3 1 1 ".length()));
        assertThat(finding.remedy()).hasValueSatisfying(remedy -> {
            assertThat(remedy.paste()).contains("_25._tcp.mx.example.org. IN TLSA " + FITS);
            assertThat(remedy.show()).startsWith("openssl s_client -starttls smtp -connect mx.example.org:25 ");
        });
        assertThat(one(Side.THEIRS, "tls-dane").remedy()).isEmpty();
    }

    @Test
    void nothingIsPublishedInAZoneOfOthers() {
        zone.put("example.org", List.of("MX 10 mx.provider.example", "AD"));
        zone.put("_25._tcp.mx.provider.example", List.of("TLSA " + STALE, "AD"));
        look("GOOD");
        assertThat(one(Side.OURS, "tls-dane").remedy()).isEmpty();
    }

    @Test
    void aHostThatAShellWouldReadOtherwiseIsNotPasted() {
        zone.put("example.org", List.of("MX 10 $(id).example.org", "AD"));
        zone.put("_25._tcp.$(id).example.org", List.of("TLSA 1 1 1 00", "AD"));
        assertThat(one(Side.OURS, "tls-dane").remedy().map(Remedy::text))
                .hasValueSatisfying(
                        text -> assertThat(text).contains("<server>").doesNotContain("$(id)"));
    }

    @Test
    void anMxRecordThatNobodySignedLeadsToNoDane() {
        zone.put("example.org", List.of("MX 10 mx.example.org"));
        zone.put("_25._tcp.mx.example.org", List.of("TLSA " + FITS, "AD"));
        assertThat(one(Side.OURS, "tls-dane").says())
                .contains("the MX record of example.org that leads to it is not signed");
    }

    @ParameterizedTest
    @CsvSource({
        "mode: enforce|mx: mx.example.org|max_age: 604800, GOOD,      GOOD",
        "mode: enforce|mx: *.example.org|max_age: 604800,  UNREACHED, GOOD",
        "mode: enforce|mx: mx.example.org|max_age: 604800, FAULTY,    GOOD PROBLEM",
        "mode: enforce|mx: mx.example.org|max_age: 604800, CLEAR,     GOOD PROBLEM",
        "mode: testing|mx: mx.example.org|max_age: 604800, FAULTY,    GOOD WARNING",
        "mode: enforce|mx: mx2.example.org|max_age: 604800, ,         GOOD PROBLEM",
        "mode: testing|mx: mx2.example.org|max_age: 604800, ,         GOOD WARNING",
        "mode: enforce|mx: mx.example.org|max_age: 60,     ,          WARNING",
        "mode: none|max_age: 60,                           CLEAR,     GOOD",
        "mode: enforce|max_age: 60,                        GOOD,      PROBLEM",
    })
    void mtaSts(String policy, String seen, String grades) {
        zone.put("_mta-sts.example.org", List.of("TXT v=STSv1; id=20261130;"));
        policies = Optional.of(domain -> new Fetched.Text("version: STSv1\n" + policy.replace("|", "\n")));
        look(seen);
        assertThat(grades(Side.OURS, "tls-mta-sts").replace("tls-mta-sts ", "")).isEqualTo(grades);
    }

    @Test
    void aServerThatThePolicyDoesNotNameIsNamedWithTheLineToAdd() {
        zone.put("_mta-sts.example.org", List.of("TXT v=STSv1; id=7;"));
        policies = Optional.of(
                domain -> new Fetched.Text("version: STSv1\nmode: enforce\nmx: old.example.org\nmax_age: 604800\n"));
        var findings = findings(Side.OURS, "tls-mta-sts");
        assertThat(findings.getFirst().evidence())
                .containsExactly("id 7, mode enforce, max_age 604800 seconds", "mx old.example.org");
        assertThat(findings.getLast().says())
                .startsWith("The MTA-STS policy of example.org does not name the mail server mx.example.org.");
        assertThat(findings.getLast().remedy().flatMap(Remedy::paste)).contains("mx: mx.example.org");
    }

    @Test
    void aPolicyThatCannotBeHadIsTold() {
        zone.put("_mta-sts.example.org", List.of("TXT v=STSv1; id=7;"));
        policies = Optional.of(domain -> new Fetched.Failed("the web server answered 404"));
        assertThat(one(Side.OURS, "tls-mta-sts").says())
                .isEqualTo(
                        "The MTA-STS policy of example.org cannot be had: the web server answered 404. Senders go by an"
                                + " older one until it runs out, and then by none.");
    }

    @ParameterizedTest
    @CsvSource({
        "rua=mailto:tls@example.org,                             GOOD",
        "'rua=mailto:tls@example.org,https://example.org/tls',   GOOD",
        "rua=tls@example.org,                                    WARNING",
        "rua=http://example.org/tls,                             WARNING",
        "ruf=mailto:tls@example.org,                             WARNING",
    })
    void reports(String tags, String grade) {
        zone.put("_smtp._tls.example.org", List.of("TXT v=TLSRPTv1; " + tags));
        assertThat(one(Side.OURS, "tls-reports").grade()).hasToString(grade);
    }

    private void look(String seen) {
        servers = Optional.ofNullable(seen)
                .map(what -> switch (what) {
                    case "GOOD" -> GOOD;
                    case "FAULTY" -> FAULTY;
                    case "CLEAR" -> CLEAR;
                    default -> UNREACHED;
                })
                .map(what -> host -> what);
    }

    private static String value(String record) {
        return record.equals("FITS") ? FITS : record.equals("STALE") ? STALE : record;
    }

    private List<Finding> findings(Side side, String... ids) {
        return new TlsPolicyChecks(new MapDns(zone), new Outside(servers, policies, CLOCK))
                .of(DOMAIN, side).stream()
                        .filter(finding -> List.of(ids).contains(finding.id()))
                        .toList();
    }

    private Finding one(Side side, String id) {
        return findings(side, id).getFirst();
    }

    private String grades(Side side, String... ids) {
        return findings(side, ids).stream()
                .map(finding -> finding.id() + " " + finding.grade())
                .collect(Collectors.joining(" "));
    }
}
