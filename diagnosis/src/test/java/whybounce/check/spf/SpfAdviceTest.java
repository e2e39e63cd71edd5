package whybounce.check.spf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import whybounce.dns.IpText;

/** Records to publish, and what is said of those that are there. */
class SpfAdviceTest {

    @ParameterizedTest
    @CsvSource({
        "203.0.113.5,  v=spf1 include:_spf.example.net -all,  v=spf1 ip4:203.0.113.5 include:_spf.example.net -all",
        "2001:db8::5,  v=spf1 -all,                           v=spf1 ip6:2001:db8::5 -all",
        "203.0.113.5,  v=spf1,                                v=spf1 ip4:203.0.113.5",
        "203.0.113.5,  V=SPF1   mx   ~all,                    v=spf1 ip4:203.0.113.5 mx   ~all",
        "203.0.113.5,  v=spf1 -ip4:203.0.113.0/24 +all,       v=spf1 ip4:203.0.113.5 -ip4:203.0.113.0/24 +all",
        "203.0.113.5,  v=spf1 redirect=_spf.example.net,      v=spf1 ip4:203.0.113.5 redirect=_spf.example.net",
        "203.0.113.5,  v=spf1 a:\u00e4.example -all,          ",
        "203.0.113.5,  no record at all,                      ",
        "10.0.0.5,     v=spf1 -all,                           ",
        "192.168.1.1,  v=spf1 -all,                           ",
        "100.64.0.1,   v=spf1 -all,                           ",
        "127.0.0.1,    v=spf1 -all,                           ",
        "fd00::1,      v=spf1 -all,                           ",
        "fe80::1,      v=spf1 -all,                           "
    })
    void thePresentRecordWithAnAddition(String address, String record, String better) {
        var advice = SpfAdvice.naming(record, IpText.address(address).orElseThrow());
        assertThat(advice).isEqualTo(Optional.ofNullable(better));
        if (better != null) {
            var verdict = SpfTest.check(address, better);
            assertThat(verdict.result()).isEqualTo(SpfResult.PASS);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "v=spf1 ipv4:192.0.2.1 -all,                  v=spf1 ip4:192.0.2.1 -all",
        "v=spf1 ip:192.0.2.1 -all,                    v=spf1 ip4:192.0.2.1 -all",
        "v=spf1 a:192.0.2.1 mx -all,                  v=spf1 ip4:192.0.2.1 mx -all",
        "v=spf1 192.0.2.0/24 -all,                    v=spf1 ip4:192.0.2.0/24 -all",
        "'v=spf1 ip4:192.0.2.1,ip4:192.0.2.2 -all',   v=spf1 ip4:192.0.2.1 ip4:192.0.2.2 -all",
        "v=spf1 ip4:2001:db8::1 -all,                 v=spf1 ip6:2001:db8::1 -all",
        "v=spf1 ip6:192.0.2.1 -all,                   v=spf1 ip4:192.0.2.1 -all",
        "v=spf1 include: -all,                        ",
        "v=spf1 incldue:example.org -all,             ",
        "v=spf1 ip4:192.0.2 -all,                     "
    })
    void usualSlipsAreMended(String record, String mended) {
        assertThat(SpfAdvice.mended(record)).isEqualTo(Optional.ofNullable(mended));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "v=spf1 mx -all + v=spf1 ip4:192.0.2.1 -all | v=spf1 mx ip4:192.0.2.1 -all",
                "v=spf1 mx -all + v=spf1 mx ~all            | v=spf1 mx ~all",
                "v=spf1 mx + v=spf1 a                       | v=spf1 mx a ~all",
                "v=spf1 mx +all + v=spf1 -all               | v=spf1 mx ~all",
                "v=spf1 redirect=a.example + v=spf1 -all    | ",
                "v=spf1 nonsense + v=spf1 -all              | "
            })
    void severalBecomeOne(String records, String merged) {
        assertThat(SpfAdvice.merged(Arrays.asList(records.split(" \\+ ")))).isEqualTo(Optional.ofNullable(merged));
    }

    @ParameterizedTest
    @CsvSource({
        "v=spf1 mx -all,                0, ",
        "v=spf1 mx ip4:198.51.0.0/16 -all, 0, ",
        "v=spf1 +all,                   1, everybody",
        "v=spf1 mx all,                 1, everybody",
        "v=spf1 ptr -all,               1, should not be used",
        "v=spf1 ip4:128.0.0.0/8 -all,   1, very many",
        "v=spf1 ip6:2000::/3 -all,      1, very many",
        "v=spf1 a/8 -all,               1, very many",
        "v=spf1 mx,                     1, does not end",
        "v=spf1 -all mx,                1, never looked at",
        "v=spf1 redirect=example.org,   0, "
    })
    void dangerousTermsAreTold(String record, int number, String words) {
        assertThat(SpfAdvice.warnings(record)).hasSize(number);
        if (number > 0) {
            assertThat(SpfAdvice.warnings(record).getFirst().says()).contains(words);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 10, 11, 12})
    void lookupsAreCountedThroughIncludes(int number) {
        var record = "v=spf1" + " include:soft.example.net".repeat(number) + " -all";
        assertThat(SpfSize.of(SpfTest.dns(record), "example.com", record).lookups())
                .isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource({
        "v=spf1 +all,              v=spf1 ~all",
        "v=spf1 mx all,            v=spf1 mx ~all",
        "v=spf1 ptr a -all,        v=spf1 a -all",
        "v=spf1 mx,                v=spf1 mx ~all",
        "v=spf1 ip4:1.0.0.0/8 -all, ",
        "v=spf1 -all mx,           "
    })
    void whatIsDangerousIsMended(String record, String better) {
        assertThat(SpfAdvice.warnings(record).getFirst().record()).isEqualTo(Optional.ofNullable(better));
    }
}
