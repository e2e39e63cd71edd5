package whybounce.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import whybounce.check.Grade;
import whybounce.dns.MapDns;
import whybounce.probe.Command.Check;
import whybounce.probe.doctor.CheckOrder;
import whybounce.probe.doctor.Examination;
import whybounce.probe.report.Palette;

/** The command {@code check}: its options, what it shows, and how it ends. */
class CheckTest {

    private static final String KEY =
            "MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDwIRP/UC3SBsEmGqZ9ZJW3/DkMoGeLnQg1fWn7/zYtIxN2SnFCjxOCKG9v3b4jYfcTNh5ijSsq631uBItLa7od+v/RtdC2UzJ1lWT947qR+Rcac2gbto/NMqJ0fzfVjH4OuKhitdY9tf6mcwGjaNBcWToIMmPSPDdQPNUYckcQ2QIDAQAB";

    /** Domains, good and bad. */
    private static final MapDns DNS = new MapDns(Map.ofEntries(
            Map.entry("203.0.113.5", List.of("PTR mail.good.example")),
            Map.entry("mail.good.example", List.of("A 203.0.113.5")),
            Map.entry("good.example", List.of("MX 10 mail.good.example", "TXT v=spf1 ip4:203.0.113.5 -all")),
            Map.entry("_dmarc.good.example", List.of("TXT v=DMARC1; p=reject")),
            Map.entry("s1._domainkey.good.example", List.of("TXT v=DKIM1; p=" + KEY)),
            Map.entry("nospf.example", List.of("MX 10 mail.good.example")),
            Map.entry("_dmarc.nospf.example", List.of("TXT v=DMARC1; p=none")),
            Map.entry(
                    "other.example", List.of("MX 10 mail.good.example", "TXT v=spf1 include:_spf.other.example -all")),
            Map.entry("_spf.other.example", List.of("TXT v=spf1 ip4:198.51.100.0/24 -all")),
            Map.entry("_dmarc.other.example", List.of("TXT v=DMARC1; p=reject")),
            Map.entry("slip.example", List.of("MX 10 mail.good.example", "TXT v=spf1 ipv4:203.0.113.5 -all")),
            Map.entry("_dmarc.slip.example", List.of("TXT v=DMARC1; p=none")),
            Map.entry(
                    "twice.example",
                    List.of("MX 10 mail.good.example", "TXT v=spf1 mx -all", "TXT v=spf1 ip4:203.0.113.5 -all")),
            Map.entry("_dmarc.twice.example", List.of("TXT v=DMARC1; p=none")),
            Map.entry("open.example", List.of("MX 10 mail.good.example", "TXT v=spf1 +all")),
            Map.entry("_dmarc.open.example", List.of("TXT v=DMARC1; p=none")),
            Map.entry("nomail.example", List.of("MX 0 .", "TXT v=spf1 ip4:203.0.113.5 -all")),
            Map.entry("_dmarc.nomail.example", List.of("TXT v=DMARC1; p=none")),
            Map.entry("silent.example", List.of("TIMED_OUT")),
            Map.entry("hostile.example", List.of("MX 10 \u001b[2Jx.example", "TXT v=spf1 \u001b[31ma -all")),
            Map.entry("_dmarc.hostile.example", List.of("TXT v=DMARC1; p=\u202e\u001b[0m"))));

    @ParameterizedTest
    @CsvSource({
        "good.example,    0, ''",
        "nospf.example,   1, spf-record spf-address",
        "other.example,   1, spf-address",
        "slip.example,    1, spf-record spf-address",
        "twice.example,   1, spf-record spf-address",
        "open.example,    0, ''",
        "nomail.example,  0, ''",
        "missing.example, 1, spf-record spf-address route-domain",
        "silent.example,  3, ''",
        "hostile.example, 1, spf-record spf-address route-host"
    })
    void tenDomains(String domain, int code, String problems) {
        var findings = new Examination(order(domain, false)).findings(DNS);
        assertThat(findings.stream()
                        .filter(finding -> finding.grade() == Grade.PROBLEM)
                        .map(finding -> finding.id())
                        .collect(Collectors.joining(" ")))
                .isEqualTo(problems);
        assertThat(shown(domain, false)).endsWith("exit " + code);
        assertThat(shown(domain, false).chars()).allMatch(c -> c == '\n' || (c >= ' ' && c < 0x7f));
    }

    @Test
    void whatAPersonReads() {
        assertThat(shown("other.example", false)).isEqualTo("""
                SPF: who may send for the domain

                Good            other.example has one SPF record that can be read.
                Good            It takes 1 of the ten DNS look-ups that are allowed.
                Problem         SPF of other.example does not name 203.0.113.5. The result is
                                fail.
                  | other.example: v=spf1 include:_spf.other.example -all
                  |   include:_spf.other.example: no match, _spf.other.example does not pass it
                  |     ip4:198.51.100.0/24: no match, the address is not in it
                  |     -all: matches, it matches always
                  |   -all: matches, it matches always
                  | 1 of 10 look-ups, 0 of 2 that come to nothing
                What to do      1. Add ip4:203.0.113.5 to the SPF record of other.example.
                                     other.example. IN TXT "v=spf1 ip4:203.0.113.5 include:_spf.other.example -all"
                                     dig +short TXT other.example

                DMARC: what receivers do with mail that proves nothing

                Good            The policy of other.example is reject.
                Not tested      Without SPF only a DKIM signature can prove the domain, and no
                                message was given whose signatures could be looked at.

                The sending host

                Good            203.0.113.5 is called mail.good.example, and that leads back
                                to it.

                Where mail for the domain goes

                Good            Mail for other.example goes to mail.good.example.

                Encryption that the domain asks for

                Good            other.example uses no MTA-STS.
                Good            other.example asks for no reports about encryption (TLSRPT).

                1 problem, 0 warnings, 1 thing not tested, 7 things good


                exit 1""");
    }

    @Test
    void aProgramReadsAllOfIt() throws IOException {
        var json = shown("other.example", true).replaceFirst("exit 1$", "");
        try (var parser = new JsonFactory().createParser(json)) {
            while (parser.nextToken() != null) {
                parser.skipChildren();
            }
        }
        assertThat(json)
                .startsWith("{\"domain\":\"other.example\",\"exitCode\":1,\"findings\":[{")
                .contains(
                        "\"paste\":\"other.example. IN TXT \\\"v=spf1 ip4:203.0.113.5 include:_spf.other.example -all\\\"\"")
                .contains("\"causes\":{\"spf-fail\":\"confirms\",\"unauthenticated\":\"confirms\"}");
    }

    @Test
    void aKeyIsLookedAt() {
        var order = new CheckOrder(
                "good.example",
                List.of(),
                Optional.empty(),
                List.of("s1", "s2"),
                List.of("missing.example"),
                List.of(),
                List.of(),
                CheckOrder.Beyond.NOTHING,
                false);
        assertThat(new Examination(order).findings(DNS))
                .extracting(finding -> finding.id() + " " + finding.grade())
                .contains("dkim-key WARNING", "dkim-key PROBLEM", "route-domain PROBLEM");
    }

    @ParameterizedTest
    @CsvSource({
        "check,                                             a domain is missing",
        "check a.example b.example,                         one domain at a time",
        "check nodomain,                                    no domain: nodomain",
        "check a.example --ip,                              --ip needs a value",
        "check a.example --ip 300.1.1.1,                    --ip wants an address",
        "check a.example --json=yes,                        --json takes no value",
        "check a.example --selector a..b,                   no selector",
        "check a.example --dkim-key k.pem,                  --dkim-key needs the one --selector",
        "check a.example --dkim-key k.pem --selector a --selector b, --dkim-key needs the one --selector",
        "check a.example --dkim-key none.pem --selector a,  no file that can be read: none.pem",
        "check a.example --dkim-key pom.xml --selector a,   there is no private key in the file pom.xml",
        "check a.example --message none.eml,                no file that can be read: none.eml",
        "check a.example --size-limit 1000,                 --size-limit is for the message",
        "check a.example --message pom.xml --size-limit 1M, --size-limit wants a number",
        "check --client a.example --message pom.xml,        --client looks at one server",
        "check a.example --resolver 127.0.0.1:99999,        --resolver wants",
        "check --client nodomain,                           no domain: nodomain",
        "check a.example --client mail.a.example,           --client looks at one server",
        "check --client mail.a.example --ip 203.0.113.5,    --client looks at one server",
        "check --client mail.a.example --mta-sts,           --client looks at one server",
        "check a.example --watch,                           --watch needs a value",
        "check a.example --block-list evil.example --resolver 127.0.0.1:1, no block list that we ask"
    })
    void wrongUsage(String line, String why) {
        var run = ProbeRun.of(line.split(" "));
        assertThat(run.err()).contains(why);
        assertThat(run.code()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "check a.example --ip 203.0.113.5 --ip=2001:db8::5, 2, 0",
        "check --resolver [::1]:5353 a.example --resolver=192.0.2.1, 0, 2",
        "check --resolver ::1 a.example, 0, 1"
    })
    void options(String line, int addresses, int resolvers) {
        assertThat(CommandLine.read(List.of(line.split(" ")))).isInstanceOfSatisfying(Check.class, check -> {
            assertThat(check.order().addresses()).hasSize(addresses);
            assertThat(check.order().resolvers()).hasSize(resolvers);
        });
    }

    @Test
    void withoutANetworkItSaysSo() {
        var run = ProbeRun.of("check", "good.example", "--ip", "203.0.113.5", "--resolver", "127.0.0.1:1");
        assertThat(run.out()).contains("Nothing could be found out: the DNS did not answer.");
        assertThat(run.code()).isEqualTo(3);
    }

    @Test
    void onlyChangesAreToldToWhoWatches(@TempDir Path folder) {
        var file = folder.resolve("last.json").toString();
        assertThat(watched(file, false, "MX 10 mail.good.example", "TXT v=spf1 ip4:203.0.113.5 -all"))
                .contains("SPF: who may send for the domain")
                .endsWith("exit 0");
        assertThat(watched(file, false, "MX 10 mail.good.example", "TXT v=spf1 ip4:203.0.113.5 -all"))
                .isEqualTo("exit 0");
        assertThat(watched(file, false, "TIMED_OUT")).isEqualTo("exit 3");
        assertThat(watched(file, false, "MX 10 mail.good.example", "TXT v=spf1 -all"))
                .isEqualTo("""
                        good.example: 1 thing changed since 2026-11-30 21:00 UTC

                        Changed         SPF: who may send for the domain
                        Problem         SPF of good.example does not name 203.0.113.5. The result is
                                        fail.
                          | good.example: v=spf1 -all
                          |   -all: matches, it matches always
                          | 0 of 10 look-ups, 0 of 2 that come to nothing
                        What to do      1. Add ip4:203.0.113.5 to the SPF record of good.example.
                                             good.example. IN TXT "v=spf1 ip4:203.0.113.5 -all"
                                             dig +short TXT good.example
                        Was             Good: SPF of good.example names 203.0.113.5.

                        exit 1""");
        assertThat(watched(file, true, "MX 10 mail.good.example", "TXT v=spf1 ip4:203.0.113.5 -all"))
                .startsWith(
                        "{\"domain\":\"good.example\",\"exitCode\":1,\"since\":\"2026-11-30T21:00:00Z\",\"changes\":[{"
                                + "\"change\":\"changed\",\"finding\":{\"subject\":\"spf\"");
    }

    @Test
    void aFileOfAnotherDomainIsNotOverwritten(@TempDir Path folder) throws IOException {
        var file = folder.resolve("last.json");
        watched(file.toString(), false, "TXT v=spf1 -all");
        var before = Files.readString(file);
        var run = ProbeRun.of("check", "other.example", "--resolver", "127.0.0.1:1", "--watch", file.toString());
        assertThat(run.err()).contains("has the last result of good.example");
        assertThat(run.code()).isEqualTo(2);
        assertThat(Files.readString(file)).isEqualTo(before);
    }

    private static String watched(String file, boolean json, String... records) {
        var zone = new HashMap<>(DNS.zone());
        zone.put("good.example", List.of(records));
        return told("good.example", new MapDns(zone), new Checkup.Manner(json, Optional.of(file)));
    }

    private static String told(String domain, MapDns dns, Checkup.Manner manner) {
        var out = new ByteArrayOutputStream();
        var printer = new PrintStream(out, true, StandardCharsets.UTF_8);
        var clock = Clock.fixed(Instant.parse("2026-11-30T21:00:00Z"), ZoneOffset.UTC);
        var code = new Checkup(Palette.PLAIN, printer, printer, clock)
                .tell(domain, new Examination(order(domain, manner.json())).findings(dns), manner);
        return out.toString(StandardCharsets.UTF_8) + "exit " + code.number();
    }

    private static String shown(String domain, boolean json) {
        var told = told(domain, DNS, new Checkup.Manner(json, Optional.empty()));
        return json ? told : told.replaceFirst("exit ", "\nexit ");
    }

    private static CheckOrder order(String domain, boolean json) {
        return new CheckOrder(
                domain,
                List.of(whybounce.dns.IpText.address("203.0.113.5").orElseThrow()),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                CheckOrder.Beyond.NOTHING,
                json);
    }
}
