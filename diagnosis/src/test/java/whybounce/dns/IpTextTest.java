package whybounce.dns;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which texts are addresses, and under which name the DNS keeps theirs. */
class IpTextTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1,            1.2.0.192.in-addr.arpa",
        "::ffff:192.0.2.1,     1.2.0.192.in-addr.arpa",
        "::FFFF:C000:0201,     1.2.0.192.in-addr.arpa",
        "2001:db8::1, 1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa",
        "2001:DB8:0:0:0:0:0:1, 1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa",
        "::, 0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.ip6.arpa",
        "1::, 0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.1.0.0.0.ip6.arpa"
    })
    void addresses(String text, String name) {
        assertThat(IpText.address(text).map(ReverseName::of)).contains(name);
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1,               192.0.2.1",
        "2001:DB8:0:0:0:0:0:1,    2001:db8::1",
        "2001:db8:0:1:1:1:1:1,    2001:db8:0:1:1:1:1:1",
        "2001:0:0:1:0:0:0:1,      2001:0:0:1::1",
        "0:0:0:0:0:0:0:0,         ::",
        "0:0:0:0:0:0:0:1,         ::1",
        "1:0:0:0:0:0:0:0,         1::"
    })
    void written(String text, String shortest) {
        assertThat(IpText.address(text).map(IpText::text)).contains(shortest);
    }

    @ParameterizedTest
    @CsvSource({
        "[192.0.2.1],        192.0.2.1",
        "[IPv6:2001:db8::1], 2001:db8::1",
        "[ipv6:2001:DB8::1], 2001:db8::1",
        "[2001:db8::1],      2001:db8::1",
        "[example.org],      ",
        "192.0.2.1,          ",
        "[],                 ",
        "[,                  "
    })
    void literals(String text, String address) {
        assertThat(IpText.literal(text).map(IpText::text).orElse(null)).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1.2.3",
                "1.2.3.4.5",
                "256.1.1.1",
                "01.2.3.4",
                "1.2.3.4 ",
                "a.b.c.d",
                "1.2.3.-4",
                "::1::",
                ":::",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7::8",
                "12345::",
                "::g",
                ":1",
                "1:",
                "::1.2.3",
                "1.2.3.4::",
                "fe80::1%eth0",
                "::FFFF::",
                "example.org"
            })
    void noAddresses(String text) {
        assertThat(IpText.address(text)).isEmpty();
    }
}
