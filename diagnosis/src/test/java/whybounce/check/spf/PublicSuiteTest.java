package whybounce.check.spf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import whybounce.check.spf.PublicSuite.Case;
import whybounce.dns.IpText;

/** All of the public suite, where it can be found; {@link SpfTest} covers the sections of the RFC without it. */
class PublicSuiteTest {

    private static final int CASES = 203;

    @Test
    void isWholeWhereItIsFound() throws IOException {
        var file = PublicSuite.file();
        Assumptions.assumeTrue(
                file.isPresent(), "the public SPF suite is not here: -Dwhybounce.spf.suite=FILE names it");
        assertThat(PublicSuite.cases(file.get())).hasSize(CASES);
    }

    @TestFactory
    Stream<DynamicTest> everyCase() throws IOException {
        var file = PublicSuite.file();
        return file.isEmpty()
                ? Stream.empty()
                : PublicSuite.cases(file.get()).stream()
                        .map(one -> DynamicTest.dynamicTest(one.name(), () -> holds(one)));
    }

    private static void holds(Case one) {
        var address = IpText.address(one.host()).orElseThrow();
        var verdict = new Spf(one.dns()).check(new SpfQuery(address, one.helo(), one.mailFrom()));
        assertThat(verdict.result().name().toLowerCase(Locale.ROOT))
                .as("%s", verdict)
                .isIn(one.results());
        one.explanation()
                .ifPresent(expected ->
                        assertThat(verdict.explanation().orElse("DEFAULT")).isEqualTo(expected));
    }
}
