package whybounce.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every text that ships keeps to, so that a report stays short and plain. */
class ShippedWordsTest {

    /** It stands in one line of a report together with the address. */
    private static final int LONGEST_HEADLINE = 80;

    private static final int LONGEST_STORY = 300;
    private static final int LONGEST_STEP = 220;
    private static final int MOST_STEPS = 4;

    private static final Pattern SENTENCE_END = Pattern.compile("[.?](?= |$)");
    private static final Pattern JARGON = Pattern.compile(
            "\\b(SMTP|DNS|MX|PTR|DKIM|DMARC|DSN|IP|bounced?|server)\\b|\\b[45]\\d\\d\\b|\\b[45X]\\.\\d");
    private static final Pattern TECHNICAL = Pattern.compile("\\b(SMTP|DNS|MX|PTR|DSN|IP|bounced?|server)\\b");
    private static final Pattern PLACE = Pattern.compile("\\{\\w+}");
    private static final Pattern PART = Pattern.compile("\\[([^]]*)]");

    private static final Catalogue CATALOGUE = Catalogue.shipped();

    private static final Pattern COMMAND = Pattern.compile("\\b(dig|nc|openssl|curl|whois|df|tracepath) \\S|^https://");

    /** Each cause, and each variant of its words behind a slash. */
    static Stream<String> causes() {
        return CATALOGUE.causes().stream()
                .map(Cause::id)
                .flatMap(id -> Stream.concat(
                        Stream.of(id),
                        words(id).variants().keySet().stream().sorted().map(variant -> id + "/" + variant)));
    }

    @ParameterizedTest
    @MethodSource("causes")
    void theHeadlineGoesOnFromAColon(String cause) {
        var headline = words(cause).headline();
        assertThat(headline).hasSizeBetween(10, LONGEST_HEADLINE).doesNotEndWith(".");
        assertThat(headline).doesNotContainPattern(JARGON).doesNotContainPattern(PLACE);
    }

    @ParameterizedTest
    @MethodSource("causes")
    void theStoryIsTwoPlainSentencesAtMost(String cause) {
        var words = words(cause);
        assertThat(Stream.of(words.happened(), words.delayed()).filter(text -> !text.isEmpty()))
                .allSatisfy(text -> {
                    assertThat(text).hasSizeBetween(20, LONGEST_STORY).endsWith(".");
                    assertThat(SENTENCE_END.matcher(whole(text)).results()).hasSizeBetween(1, 2);
                    assertThat(PLACE.matcher(text).replaceAll("")).doesNotContainPattern(JARGON);
                });
    }

    @ParameterizedTest
    @MethodSource("causes")
    void theStepsAreFewAndShort(String cause) {
        var words = words(cause);
        assertThat(words.senderSteps()).isNotEmpty();
        assertThat(words.postmaster()).isNotEmpty();
        assertThat(words.postmasterSteps()).isNotEmpty();
        assertThat(List.of(words.senderSteps(), words.foreignSteps(), words.postmasterSteps()))
                .allSatisfy(steps -> assertThat(steps).hasSizeLessThanOrEqualTo(MOST_STEPS));
        assertThat(steps(words))
                .allSatisfy(
                        step -> assertThat(step.lines().findFirst().orElse("")).hasSizeLessThanOrEqualTo(LONGEST_STEP));
    }

    @ParameterizedTest
    @MethodSource("causes")
    void aSenderReadsNoTechnicalTerms(String cause) {
        var words = words(cause);
        assertThat(Stream.concat(words.senderSteps().stream(), words.foreignSteps().stream()))
                .allSatisfy(
                        step -> assertThat(PLACE.matcher(step).replaceAll("")).doesNotContainPattern(TECHNICAL));
    }

    @ParameterizedTest
    @MethodSource("causes")
    void aTextReadsWellWithAndWithoutItsFacts(String cause) {
        assertThat(texts(words(cause))
                        .flatMap(text ->
                                Stream.of(whole(text), PART.matcher(text).replaceAll(""))))
                .allSatisfy(text -> assertThat(text)
                        .doesNotContain("  ")
                        .doesNotContainPattern(" [.,;:]( |$)")
                        .doesNotContainPattern("[,;][.,;:]( |$)"));
    }

    /** Of another system's sender our administrators are not "your" administrators. */
    @ParameterizedTest
    @MethodSource("causes")
    void aForeignSenderHasStepsWhereOursWouldMislead(String cause) {
        var words = words(cause);
        if (words.senderSteps().stream().anyMatch(step -> step.contains("your mail administrator"))) {
            assertThat(words.foreignSteps()).isNotEmpty();
        }
    }

    /** A line that is pasted must run as it stands. */
    @ParameterizedTest
    @MethodSource("causes")
    void aCommandStandsOnALineOfItsOwn(String cause) {
        assertThat(steps(words(cause))).allSatisfy(step -> {
            assertThat(step.lines().findFirst().orElseThrow())
                    .doesNotContainPattern(COMMAND)
                    .containsPattern("[.?]]?$");
            assertThat(step.lines().skip(1))
                    .allSatisfy(line -> assertThat(line)
                            .containsPattern(COMMAND)
                            .doesNotContain("[", ",")
                            .doesNotContainPattern("[.:;]$"));
        });
    }

    private static Words words(String name) {
        var parts = name.split("/", 2);
        var words = CATALOGUE.words(parts[0], Locale.ENGLISH);
        return parts.length == 1
                ? words
                : Objects.requireNonNull(words.variants().get(parts[1]));
    }

    private static Stream<String> steps(Words words) {
        return Stream.of(words.senderSteps(), words.foreignSteps(), words.postmasterSteps())
                .flatMap(List::stream);
    }

    private static Stream<String> texts(Words words) {
        return Stream.concat(
                Stream.of(words.headline(), words.happened(), words.delayed(), words.postmaster()), steps(words));
    }

    private static String whole(String text) {
        return PART.matcher(text).replaceAll("$1");
    }
}
