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

/** Every rule of the catalogue decides its examples and leaves its near misses alone, among all other rules. */
class CatalogueExamplesTest {

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

    /** A phrase that holds one of the rule's own {@code none} never decides anything. */
    @TestFactory
    Stream<DynamicTest> noRuleForbidsItsOwnPhrases() {
        return catalogue.rules().stream()
                .filter(rule -> !rule.when().none().isEmpty())
                .map(rule -> DynamicTest.dynamicTest(rule.id(), () -> {
                    var phrases = new Phrases();
                    var none = phrases.terms(Spellings.of(rule.when().none()));
                    var forbidden = PhraseTree.of(phrases);
                    assertThat(Stream.of(
                                            rule.when().phrases(),
                                            rule.when().with(),
                                            rule.when().all())
                                    .flatMap(List::stream)
                                    .filter(phrase -> anyIn(forbidden.phrasesIn(words(phrase)), none)))
                            .isEmpty();
                }));
    }

    private static boolean anyIn(Hits hits, List<Phrases.Term> terms) {
        return terms.stream()
                .anyMatch(term -> term.isPair()
                        ? hits.hasInOrder(term.first(), term.second(), term.lengthOfSecond())
                        : hits.has(term.first()));
    }

    /** The shortest text that holds a phrase. */
    private static NormalText words(String phrase) {
        String text = phrase.replace("*", "").replace("...", "");
        return NormalText.of(text, 0, text.length(), 0);
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
        var example = Example.of(reply, rule.rule().provider(), catalogue.providers());
        return classifier.diagnose(example.failure(), example.peer()).best();
    }
}
