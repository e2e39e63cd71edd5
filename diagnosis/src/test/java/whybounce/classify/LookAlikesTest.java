package whybounce.classify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import whybounce.catalogue.Catalogue;
import whybounce.catalogue.CatalogueFiles;
import whybounce.catalogue.DocumentedRule;
import whybounce.catalogue.LookAlike;
import whybounce.failure.DeliveryFailure.Unexplained;

class LookAlikesTest {

    private final LookAlikes lookAlikes = new LookAlikes(Catalogue.shipped());

    @TestFactory
    Stream<DynamicTest> eachIsFoundByItsExamples() throws IOException {
        return rules().flatMap(rule -> rule.examples().stream()
                .map(example -> DynamicTest.dynamicTest(
                        example,
                        () -> assertThat(found(example)).contains(rule.rule().cause()))));
    }

    @TestFactory
    Stream<DynamicTest> noneIsFoundByItsNearMisses() throws IOException {
        return rules().flatMap(rule -> rule.nearMisses().stream()
                .map(nearMiss -> DynamicTest.dynamicTest(
                        nearMiss,
                        () -> assertThat(found(nearMiss))
                                .isNotEqualTo(Optional.of(rule.rule().cause())))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            535 5.7.8 Error: authentication failed        | smtp-auth-failed
            534 5.7.9 Application-specific password required | smtp-auth-failed
            538 5.7.11 Encryption required for requested authentication mechanism | tls-required, smtp-auth-failed
            530 5.7.0 Authentication required             | smtp-auth-required
            530 5.7.0 Must issue a STARTTLS command first | tls-required
            """)
    void aRelayIsStillToldTheCause(String reply, String causes) {
        assertThat(new Classifier(Catalogue.shipped())
                        .diagnose(new Unexplained(reply), Optional.empty())
                        .best()
                        .map(finding -> finding.cause().id()))
                .isPresent()
                .get()
                .isIn((Object[]) causes.split(", "));
        assertThat(lookAlikes.find(reply)).isPresent();
    }

    private static Stream<DocumentedRule> rules() throws IOException {
        return CatalogueFiles.lookAlikes().stream().flatMap(each -> each.rules().stream());
    }

    private Optional<String> found(String text) {
        return lookAlikes.find(text).map(LookAlike::id);
    }
}
