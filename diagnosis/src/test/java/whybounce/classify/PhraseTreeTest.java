package whybounce.classify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The tree finds what a search for each phrase finds. */
class PhraseTreeTest {

    private static final List<String> WORDS =
            List.of("mail", "mailbox", "box", "full", "over", "quota", "user", "any", "such", "\u4e0d", "\u5b58\u5728");

    @ParameterizedTest
    @CsvSource({
        "user unknown, '550 5.1.1 User unknown', true",
        "user unknown, '550 user is unknown', false",
        "user unknown, '550 superuser unknown', false",
        "user unknown, '550 user unknowns', false",
        "unknow*, '550 user unknown', true",
        "block*, '550 unblocked', false",
        "*block*, '550 unblocked', true",
        "*listed, '550 blacklisted host', true",
        "*listed, '550 blacklistedhost', false",
        "*listed host, '550 blacklisted host', true",
        "full, '550 \u90ae\u7bb1full', true",
        "\u5b58\u5728, '550 \u7528\u6237\u4e0d\u5b58\u5728', true",
    })
    void aPhraseIsFoundWhereItsWordsStand(String phrase, String text, boolean found) {
        assertThat(find(List.of(phrase), text)).isEqualTo(found ? List.of(0) : List.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u5b58\u5728", "*\u5b58\u5728*", "\u5b58 \u5728", "*\u5b58 \u5728", "\u5b58\u5728 *"})
    void whereNoSpacePartsWordsNoneIsAskedFor(String written) {
        var phrases = new Phrases();
        assertThat(phrases.term(written)).isEqualTo(phrases.term("\u5b58\u5728"));
        assertThat(find(phrases, "550 \u7528\u6237\u4e0d\u5b58 \u5728")).containsExactly(0);
    }

    @TestFactory
    Stream<DynamicTest> findsWhatASearchForEachFinds() {
        return IntStream.range(0, 50)
                .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> {
                    var random = new Random(seed);
                    var written = new TreeSet<String>();
                    for (int i = 0; i < 30; i++) {
                        written.add(open(random) + words(random, 3) + open(random));
                    }
                    var phrases = new Phrases();
                    written.forEach(phrases::term);
                    for (int i = 0; i < 50; i++) {
                        String text = words(random, 12);
                        var normal = normal(text);
                        String inner = parted(new String(normal.chars(), 0, normal.length()));
                        var expected = IntStream.range(0, phrases.texts().size())
                                .filter(number ->
                                        inner.contains(parted(phrases.texts().get(number))))
                                .boxed()
                                .toList();
                        assertThat(find(phrases, text)).as(text).isEqualTo(expected);
                    }
                }));
    }

    /** Each Chinese character is a word. */
    private static String parted(String text) {
        return text.replaceAll("[\u4e0d\u5b58\u5728]", " $0 ").replaceAll(" +", " ");
    }

    private static String open(Random random) {
        return random.nextInt(3) == 0 ? "*" : "";
    }

    private static String words(Random random, int most) {
        var words = new ArrayList<String>();
        for (int left = 1 + random.nextInt(most); left > 0; left--) {
            words.add(WORDS.get(random.nextInt(WORDS.size())));
        }
        return String.join(" ", words);
    }

    private static List<Integer> find(List<String> written, String text) {
        var phrases = new Phrases();
        written.forEach(phrases::term);
        return find(phrases, text);
    }

    private static List<Integer> find(Phrases phrases, String text) {
        var hits = PhraseTree.of(phrases).phrasesIn(normal(text));
        return IntStream.range(0, phrases.texts().size())
                .filter(hits::has)
                .boxed()
                .toList();
    }

    private static NormalText normal(String text) {
        return NormalText.of(text, 0, text.length(), 550);
    }
}
