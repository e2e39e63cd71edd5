package whybounce.check.spf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import whybounce.check.DomainName;
import whybounce.dns.IpText;

/** Whatever stands in a record, checking it ends well, and soon. */
class SpfNeverThrowsTest {

    private static final String[] PIECES = {
        "v=spf1",
        " ",
        "a",
        "mx",
        "ptr",
        "ip4:",
        "ip6:",
        "include:",
        "exists:",
        "redirect=",
        "exp=",
        "all",
        "-",
        "~",
        "?",
        "+",
        ":",
        "/",
        "//",
        "%{",
        "}",
        "%",
        "%%",
        "%_",
        "%{d2r-}",
        "%{i}",
        "%{p}",
        "%{S99999999999}",
        "192.0.2.10",
        "2001:db8::",
        "::",
        "24",
        "128",
        "99999999999",
        ".",
        "..",
        "example.com",
        "pass.example.net",
        "=",
        "\u0000",
        "\u00ff",
        "\t",
        "\n",
        "\"",
        "\\",
        "@",
        ",",
        "x".repeat(70),
        "{",
        "1"
    };

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void piecesInAnyOrder(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 1_000; i++) {
            var record = "v=spf1 "
                    + random.ints(random.nextInt(12), 0, PIECES.length)
                            .mapToObj(n -> PIECES[n])
                            .collect(Collectors.joining());
            assertThatCode(() -> allOf(record)).as(record).doesNotThrowAnyException();
        }
    }

    private static void allOf(String record) {
        var dns = SpfTest.dns(record);
        var address = IpText.address("192.0.2.10").orElseThrow();
        var domain = DomainName.of("example.com").orElseThrow();
        new SpfChecks(dns).record(domain);
        new SpfChecks(dns).address(domain, address, "mail.example.com");
        SpfAdvice.mended(record);
    }

    @Test
    void aRecordOfManyThousandTermsIsToldInPart() {
        var verdict = SpfTest.check("192.0.2.10", "v=spf1" + " ip4:198.51.100.1".repeat(200_000) + " -all");
        assertThat(verdict.result()).isEqualTo(SpfResult.FAIL);
        assertThat(verdict.trace()).hasSize(500);
        assertThat(SpfTrace.lines(verdict)).hasSizeLessThan(50);
    }

    @Test
    void macrosThatGrowAreCut() {
        var record = "v=spf1 exists:" + "%{s}".repeat(15_000) + " exp=" + "%{s}".repeat(15_000) + " -all";
        assertThat(SpfTest.check("192.0.2.10", record).result()).isEqualTo(SpfResult.FAIL);
        assertThat(MacroString.parse("%{s}".repeat(15_000), false).map(MacroString::isDomainSpec))
                .isEqualTo(Optional.of(true));
    }
}
