package whybounce.classify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import whybounce.catalogue.Catalogue;
import whybounce.catalogue.CatalogueFiles;
import whybounce.catalogue.DocumentedRule;
import whybounce.catalogue.Provider;
import whybounce.failure.DeliveryFailure;
import whybounce.failure.DeliveryFailure.Refused;
import whybounce.failure.DeliveryFailure.Unexplained;
import whybounce.failure.Peer;
import whybounce.failure.Stage;
import whybounce.reply.SmtpReply;

/** Every rule of the catalogue decides its examples and leaves its near misses alone, among all other rules. */
class CatalogueExamplesTest {

    private static final Pattern STAGE = Pattern.compile("([A-Z_]+): (.*)", Pattern.DOTALL);
    private static final Pattern MAIL_ADDRESS = Pattern.compile("[\\w.+-]+@([\\w.-]+\\w)");
    private static final Pattern IPV4 = Pattern.compile("(?<![\\d.])(\\d{1,3}\\.){3}\\d{1,3}(?![\\d.])");

    // RFC 2606 section 3, RFC 5737 section 3.
    private static final Pattern EXAMPLE_DOMAIN = Pattern.compile("(.*\\.)?example(\\.(com|net|org))?");
    private static final Pattern DOCUMENTATION_ADDRESS =
            Pattern.compile("(192\\.0\\.2|198\\.51\\.100|203\\.0\\.113)\\.\\d+|127\\..*");

    private final Catalogue catalogue = Catalogue.shipped();
    private final Classifier classifier = new Classifier(catalogue);

    @TestFactory
    Stream<DynamicTest> everyRuleDecidesItsExamples() throws IOException {
        return CatalogueFiles.rules().stream()
                .map(each -> DynamicTest.dynamicTest(each.rule().id(), () -> {
                    for (String example : each.examples()) {
                        assertThat(cause(each, example))
                                .as(example)
                                .contains(each.rule().cause());
                    }
                    assertThat(each.examples())
                            .anyMatch(example -> best(each, example)
                                    .map(finding ->
                                            finding.rule().equals(each.rule().id()))
                                    .orElse(false));
                }));
    }

    @TestFactory
    Stream<DynamicTest> everyRuleLeavesItsNearMissesAlone() throws IOException {
        return CatalogueFiles.rules().stream()
                .map(each -> DynamicTest.dynamicTest(each.rule().id(), () -> {
                    for (String nearMiss : each.nearMisses()) {
                        assertThat(best(each, nearMiss).map(Finding::rule))
                                .as(nearMiss)
                                .isNotEqualTo(Optional.of(each.rule().id()));
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> examplesNameNobody() throws IOException {
        return CatalogueFiles.rules().stream()
                .map(each -> DynamicTest.dynamicTest(each.rule().id(), () -> {
                    for (String text : Stream.concat(each.examples().stream(), each.nearMisses().stream())
                            .toList()) {
                        assertThat(found(MAIL_ADDRESS, text).map(m -> m.group(1)))
                                .as(text)
                                .allMatch(EXAMPLE_DOMAIN.asMatchPredicate());
                        assertThat(found(IPV4, text).map(MatchResult::group))
                                .as(text)
                                .allMatch(DOCUMENTATION_ADDRESS.asMatchPredicate());
                    }
                }));
    }

    private static Stream<MatchResult> found(Pattern pattern, String text) {
        return pattern.matcher(text).results();
    }

    private Optional<String> cause(DocumentedRule rule, String reply) {
        return best(rule, reply).map(finding -> finding.cause().id());
    }

    private Optional<Finding> best(DocumentedRule rule, String reply) {
        return classifier.diagnose(failure(reply), peer(rule)).best();
    }

    /** "MAIL: 550 ..." was said to MAIL; without a stage in front nobody knows when it was said. */
    private static DeliveryFailure failure(String reply) {
        var staged = STAGE.matcher(reply);
        return staged.matches()
                        && Stream.of(Stage.values())
                                .anyMatch(stage -> stage.name().equals(staged.group(1)))
                ? new Refused(Stage.valueOf(staged.group(1)), SmtpReply.parse(staged.group(2)))
                : new Unexplained(reply);
    }

    private Optional<Peer> peer(DocumentedRule rule) {
        return rule.rule()
                .provider()
                .flatMap(id -> catalogue.providers().stream()
                        .filter(provider -> provider.id().equals(id))
                        .map(Provider::mx)
                        .flatMap(List::stream)
                        .findFirst()
                        .map(suffix -> Peer.mx("mx." + suffix, "192.0.2.25")));
    }
}
