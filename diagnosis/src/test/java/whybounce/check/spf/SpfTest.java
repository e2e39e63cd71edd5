package whybounce.check.spf;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import whybounce.check.spf.SpfProblem.Kind;
import whybounce.dns.IpText;
import whybounce.dns.MapDns;

/** RFC 7208, section by section: the record of example.com, and what it says of a message from ann@example.com. */
class SpfTest {

    private static final String ADDRESS = "192.0.2.10";

    /** What besides example.com there is. */
    static final Map<String, List<String>> WORLD = Map.ofEntries(
            Map.entry("mail.example.com", List.of("A 192.0.2.10", "AAAA 2001:db8::10")),
            Map.entry("near.example.com", List.of("A 192.0.2.11", "AAAA 2001:db8::11")),
            Map.entry("far.example.com", List.of("A 198.51.100.1")),
            Map.entry("empty.example.com", List.of("TXT nothing of interest")),
            Map.entry("broken.example.com", List.of("SERVFAIL")),
            Map.entry("silent.example.com", List.of("TIMED_OUT")),
            Map.entry("alias.example.com", List.of("CNAME mail.example.com")),
            Map.entry("servers.example.com", List.of("MX 20 far.example.com", "MX 10 mail.example.com")),
            Map.entry("null.example.com", List.of("MX 0 .")),
            Map.entry("crowd.example.com", crowd(11)),
            Map.entry("ten.example.com", crowd(10)),
            Map.entry("192.0.2.10", List.of("PTR elsewhere.example.net", "PTR mail.example.com")),
            Map.entry("pass.example.net", List.of("TXT v=spf1 ip4:192.0.2.10 -all")),
            Map.entry("fail.example.net", List.of("TXT v=spf1 -all")),
            Map.entry("soft.example.net", List.of("TXT v=spf1 ~all")),
            Map.entry("neutral.example.net", List.of("TXT v=spf1 ?all")),
            Map.entry("wrong.example.net", List.of("TXT v=spf1 ipv4:192.0.2.10 -all")),
            Map.entry("twice.example.net", List.of("TXT v=spf1 -all", "TXT v=spf1 +all")),
            Map.entry("implied.example.net", List.of("TXT v=spf1 a -all", "A 192.0.2.10")),
            Map.entry("loop.example.net", List.of("TXT v=spf1 include:loop.example.net -all")),
            Map.entry("ann._at.example.com", List.of("A 127.0.0.2")),
            Map.entry("10.2.0.192.in-addr._ip.example.com", List.of("A 127.0.0.2")),
            Map.entry("why.example.com", List.of("TXT %{i} may not send for %{d}, says %{r} to %{h} at %{t}")),
            Map.entry("why-bad.example.com", List.of("TXT 100% wrong")),
            Map.entry("why-foreign.example.com", List.of("TXT n\u00e4h")),
            Map.entry("why-two.example.com", List.of("TXT one", "TXT two")));

    private static List<String> crowd(int hosts) {
        return Stream.iterate(1, n -> n <= hosts, n -> n + 1)
                .map(n -> "MX " + n + " far.example.com")
                .toList();
    }

    /** Section | fact | record | result. */
    static final String TABLE = """
            4.3  |a domain without a record            |                                          |none
            4.5  |the version in capitals              |V=SPF1 +all                               |pass
            4.5  |another version                      |v=spf10 +all                              |none
            4.5  |a version and nothing else           |v=spf1                                    |neutral
            4.6  |an error behind what matches counts  |v=spf1 ip4:192.0.2.10 -all nonsense       |permerror
            4.6.1|an unknown mechanism                 |v=spf1 ipv4:192.0.2.10 -all               |permerror
            4.6.1|a comma between terms                |v=spf1 ip4:192.0.2.1,ip4:192.0.2.10 -all  |permerror
            4.6.1|several spaces                       |v=spf1   ip4:192.0.2.10   -all            |pass
            4.6.1|mechanisms in capitals               |v=spf1 IP4:192.0.2.10 -ALL                |pass
            4.6.2|no sign means pass                   |v=spf1 ip4:192.0.2.10 -all                |pass
            4.6.2|a minus means fail                   |v=spf1 -ip4:192.0.2.10 +all               |fail
            4.6.2|a tilde means softfail               |v=spf1 ~ip4:192.0.2.10 +all               |softfail
            4.6.2|a question mark means neutral        |v=spf1 ?ip4:192.0.2.10 -all               |neutral
            4.6.4|ten terms that ask                   |v=spf1 a a a a a a a a a a ip4:192.0.2.10 -all|pass
            4.6.4|eleven terms that ask                |v=spf1 a a a a a a a a a a a ip4:192.0.2.10 -all|permerror
            4.6.4|addresses ask nothing                |v=spf1 ip4:10.0.0.1 ip4:10.0.0.2 ip4:10.0.0.3 ip4:10.0.0.4 ip4:10.0.0.5 ip4:10.0.0.6 ip4:10.0.0.7 ip4:10.0.0.8 ip4:10.0.0.9 ip6:::1 ip4:192.0.2.10 -all|pass
            4.6.4|a record that includes itself        |v=spf1 include:loop.example.net -all      |permerror
            4.6.4|two terms that come to nothing       |v=spf1 a:a1.example.org a:a2.example.org ip4:192.0.2.10 -all|pass
            4.6.4|three terms that come to nothing     |v=spf1 a:a1.example.org a:a2.example.org a:a3.example.org ip4:192.0.2.10 -all|permerror
            4.6.4|no record of the type is nothing too |v=spf1 mx:mail.example.com mx:near.example.com mx:far.example.com -all|permerror
            4.6.4|ten mail servers                     |v=spf1 mx:ten.example.com ip4:192.0.2.10  |pass
            4.6.4|eleven mail servers                  |v=spf1 mx:crowd.example.com ip4:192.0.2.10|permerror
            4.7  |nothing matches                      |v=spf1 ip4:192.0.2.99                     |neutral
            4.8  |a name that cannot be asked for      |v=spf1 a:x..example.com ip4:192.0.2.10    |pass
            5    |an address family of its own         |v=spf1 ip6:2001:db8::/32 -all             |fail
            5    |an alias is followed                 |v=spf1 a:alias.example.com -all           |pass
            5.1  |all                                  |v=spf1 -all                               |fail
            5.1  |what stands behind all               |v=spf1 -all ip4:192.0.2.10                |fail
            5.1  |all with something to it             |v=spf1 -all:example.org                   |permerror
            5.2  |what it includes passes              |v=spf1 include:pass.example.net -all      |pass
            5.2  |what it includes fails               |v=spf1 include:fail.example.net ~all      |softfail
            5.2  |what it includes softfails           |v=spf1 include:soft.example.net -all      |fail
            5.2  |what it includes is neutral          |v=spf1 include:neutral.example.net -all   |fail
            5.2  |what it includes does not exist      |v=spf1 include:gone.example.net -all      |permerror
            5.2  |what it includes has no record       |v=spf1 include:empty.example.com -all     |permerror
            5.2  |what it includes is wrong            |v=spf1 include:wrong.example.net -all     |permerror
            5.2  |what it includes has two records     |v=spf1 include:twice.example.net -all     |permerror
            5.2  |what it includes does not answer     |v=spf1 include:silent.example.com -all    |temperror
            5.2  |a minus before an include            |v=spf1 -include:pass.example.net +all     |fail
            5.2  |an include without a name            |v=spf1 include -all                       |permerror
            5.3  |the domain's own address             |v=spf1 a/24 -all                          |pass
            5.3  |a host                               |v=spf1 a:mail.example.com -all            |pass
            5.3  |another host                         |v=spf1 a:near.example.com -all            |fail
            5.3  |a host's network                     |v=spf1 a:near.example.com/31 -all         |pass
            5.3  |a length for IPv6 only               |v=spf1 a:near.example.com//0 -all         |fail
            5.3  |both lengths                         |v=spf1 a:near.example.com/28//64 -all     |pass
            5.3  |too long a length                    |v=spf1 a:mail.example.com/33 -all         |permerror
            5.3  |an address for a host                |v=spf1 a:192.0.2.10 -all                  |permerror
            5.3  |a host that does not answer          |v=spf1 a:broken.example.com -all          |temperror
            5.4  |the domain's mail servers            |v=spf1 mx -all                            |pass
            5.4  |those of another                     |v=spf1 mx:servers.example.com -all        |pass
            5.4  |none are not the domain's address    |v=spf1 mx:mail.example.com -all           |fail
            5.4  |a null MX                            |v=spf1 mx:null.example.com -all           |fail
            5.5  |a name of the address                |v=spf1 ptr -all                           |pass
            5.5  |a name that does not lead back       |v=spf1 ptr:example.net -all               |fail
            5.6  |an address                           |v=spf1 ip4:192.0.2.10 -all                |pass
            5.6  |a network                            |v=spf1 ip4:192.0.0.0/16 -all              |pass
            5.6  |another network                      |v=spf1 ip4:192.0.3.0/24 -all              |fail
            5.6  |a part of an address                 |v=spf1 ip4:192.0.2 -all                   |permerror
            5.6  |a leading zero                       |v=spf1 ip4:192.0.2.010 -all               |permerror
            5.6  |IPv6 for IPv4                        |v=spf1 ip4:2001:db8::1 -all               |permerror
            5.7  |a name that exists                   |v=spf1 exists:mail.example.com -all       |pass
            5.7  |a name that does not                 |v=spf1 exists:gone.example.com -all       |fail
            5.7  |exists without a name                |v=spf1 exists -all                        |permerror
            6    |an unknown modifier                  |v=spf1 colour=blue ip4:192.0.2.10 -all    |pass
            6    |redirect twice                       |v=spf1 redirect=pass.example.net redirect=pass.example.net|permerror
            6.1  |redirect                             |v=spf1 redirect=pass.example.net          |pass
            6.1  |redirect behind all is not used      |v=spf1 redirect=pass.example.net -all     |fail
            6.1  |redirect changes whose address it is |v=spf1 redirect=implied.example.net       |pass
            6.1  |redirect to nowhere                  |v=spf1 redirect=gone.example.net          |permerror
            7.1  |a percent sign alone                 |v=spf1 exists:%x.example.com -all         |permerror
            7.1  |an unknown macro                     |v=spf1 exists:%{q}.example.com -all       |permerror
            7.1  |a macro of explanations only         |v=spf1 exists:%{c}.example.com -all       |permerror
            7.2  |the local part                       |v=spf1 exists:%{l}._at.%{d} -all          |pass
            7.2  |the address backwards                |v=spf1 exists:%{ir}.%{v}._ip.%{d} -all    |pass
            7.2  |the validated name                   |v=spf1 a:%{p} -all                        |pass
            7.3  |parts on the right                   |v=spf1 include:pass.%{d1r}.net -all       |pass
            7.3  |no parts at all                      |v=spf1 include:pass.%{d0}.net -all        |permerror
            """;

    static Stream<Arguments> table() {
        return TABLE.lines().map(line -> Arguments.of((Object[]) line.split("\\s*\\|", -1)));
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @MethodSource("table")
    void section(String section, String fact, String record, String result) {
        assertThat(check(ADDRESS, record).result().name().toLowerCase(Locale.ROOT))
                .as("section %s, %s", section, fact)
                .isEqualTo(result);
    }

    @ParameterizedTest
    @CsvSource({
        "'bounces without a sender are checked for HELO', mail.example.com, '',                       mail.example.com",
        "'the last @ counts',                             mail.example.com, '\"a@b\"@example.com',    example.com",
        "'a dot at the end',                              mail.example.com, 'ann@example.com.',       example.com"
    })
    void whoseRecord(String fact, String helo, String mailFrom, String domain) {
        var verdict = new Spf(dns("v=spf1 -all")).check(query(ADDRESS, helo, mailFrom));
        assertThat(verdict.domain()).as(fact).isEqualTo(domain);
    }

    @ParameterizedTest
    @CsvSource({
        "localhost",
        "[192.0.2.1]",
        "a..example.com",
        "''",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.example.com"
    })
    void whatIsNoDomainHasNoPolicy(String domain) {
        assertThat(new Spf(dns("v=spf1 -all"))
                        .check(query(ADDRESS, "x", "ann@" + domain))
                        .result())
                .isEqualTo(SpfResult.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "2001:db8::10,        v=spf1 a:mail.example.com -all,    PASS",
        "2001:db8::10,        v=spf1 ip6:2001:db8::/32 -all,     PASS",
        "2001:db8::10,        v=spf1 a:near.example.com//127 -all, PASS",
        "2001:db8::10,        v=spf1 a:near.example.com/0 -all,  FAIL",
        "2001:db8::10,        v=spf1 exists:far.example.com -all,  PASS",
        "::ffff:192.0.2.10,   v=spf1 ip4:192.0.2.10 -all,        PASS",
        "::ffff:192.0.2.10,   v=spf1 ip6:::ffff:192.0.2.10 -all, FAIL"
    })
    void ipv6(String address, String record, SpfResult result) {
        assertThat(check(address, record).result()).isEqualTo(result);
    }

    @ParameterizedTest
    @CsvSource({
        "v=spf1 -all exp=why.example.com,         '192.0.2.10 may not send for example.com, says mx.example.org to mail.example.com at 1795000000'",
        "v=spf1 -all exp=why-bad.example.com,     ",
        "v=spf1 -all exp=why-foreign.example.com, ",
        "v=spf1 -all exp=why-two.example.com,     ",
        "v=spf1 -all exp=gone.example.com,        ",
        "v=spf1 ~all exp=why.example.com,         ",
        "v=spf1 exp=why.example.com redirect=fail.example.net, "
    })
    void explanation(String record, String explanation) {
        var clock = InstantSource.fixed(Instant.ofEpochSecond(1_795_000_000));
        var spf = new Spf(dns(record), "mx.example.org", clock, Duration.ofSeconds(1));
        assertThat(spf.check(query(ADDRESS, "mail.example.com", "ann@example.com"))
                        .explanation()
                        .orElse(null))
                .isEqualTo(explanation);
    }

    @ParameterizedTest
    @CsvSource({
        "v=spf1 a mx nonsense -all,                SYNTAX,           example.com,      nonsense",
        "v=spf1 include:wrong.example.net -all,    SYNTAX,           wrong.example.net, ipv4:192.0.2.10",
        "v=spf1 include:twice.example.net -all,    SEVERAL_RECORDS,  twice.example.net, ''",
        "v=spf1 a a a a a a a a a a mx:example.org,TOO_MANY_LOOKUPS, example.com,      mx:example.org",
        "v=spf1 a:x1.example.org a:x2.example.org mx:x3.example.org, TOO_MANY_VOIDS, example.com, mx:x3.example.org",
        "v=spf1 mx:crowd.example.com,              TOO_MANY_MX,      example.com,      mx:crowd.example.com",
        "v=spf1 include:gone.example.net,          WITHOUT_RECORD,   example.com,      include:gone.example.net",
        "v=spf1 a:silent.example.com,              COULD_NOT_ASK,    example.com,      a:silent.example.com"
    })
    void theTermThatBrokeIt(String record, Kind kind, String domain, String term) {
        assertThat(check(ADDRESS, record).problem()).hasValueSatisfying(problem -> {
            assertThat(problem.kind()).isEqualTo(kind);
            assertThat(problem.domain()).isEqualTo(domain);
            assertThat(problem.term()).isEqualTo(term);
        });
    }

    @Test
    void theTraceTellsEachTermAndWhatCame() {
        var verdict = check(ADDRESS, "v=spf1 a:far.example.com include:soft.example.net mx:servers.example.com -all");
        assertThat(verdict.trace().stream()
                        .map(step -> "%d %s %s %s: %s"
                                .formatted(
                                        step.depth(),
                                        step.term(),
                                        step.asked().stream()
                                                .map(asked -> asked.question() + " = " + asked.came())
                                                .toList(),
                                        step.outcome(),
                                        step.why())))
                .containsExactly(
                        "0 a:far.example.com [A far.example.com = 198.51.100.1] NOT_MATCHED: its addresses are others",
                        "0 include:soft.example.net [] NOT_MATCHED: soft.example.net does not pass it",
                        "1 ~all [] MATCHED: it matches always",
                        "0 mx:servers.example.com [MX servers.example.com = 20 far.example.com, 10 mail.example.com, "
                                + "A far.example.com = 198.51.100.1, A mail.example.com = 192.0.2.10] MATCHED: it has the address");
        assertThat(verdict.lookups()).isEqualTo(3);
        assertThat(verdict.voids()).isZero();
        assertThat(verdict.decidedBy().map(SpfStep::term)).contains("mx:servers.example.com");
    }

    static SpfVerdict check(String address, String record) {
        return new Spf(dns(record)).check(query(address, "mail.example.com", "ann@example.com"));
    }

    static MapDns dns(String record) {
        var zone = new HashMap<>(WORLD);
        var own = List.of("A 192.0.2.77", "MX 10 mail.example.com");
        zone.put("example.com", record.isBlank() ? own : List.of(own.get(0), own.get(1), "TXT " + record));
        return new MapDns(zone);
    }

    private static SpfQuery query(String address, String helo, String mailFrom) {
        return new SpfQuery(IpText.address(address).orElseThrow(), helo, mailFrom);
    }
}
