package whybounce.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueTest {

    private static final int CAUSES = 61;

    private static final String CAUSE = """
            who_must_act = "sender"
            bucket = "recipient"
            sender_resends = "no"
            suppress = "no"
            references = []

            [[rule]]
            id = "one.words"
            phrases = ["no"]
            source = "a test"
            checked = "2026-11-21"
            examples = ["550 no"]
            not = ["550 yes"]
            """;

    private static final String WORDS = """
            headline = "it failed"
            happened = "It failed."
            sender = ["Wait."]
            postmaster = "It failed."
            postmaster_steps = ["Look."]
            """;

    @TempDir
    private Path folder;

    @Test
    void theCausesStandInTheOrderOfTheirList() throws IOException {
        assertThat(Catalogue.shipped().causes().stream().map(Cause::id))
                .containsExactlyElementsOf(Files.readAllLines(CatalogueFiles.ROOT.resolve("causes.txt")))
                .hasSize(CAUSES)
                .doesNotHaveDuplicates();
    }

    @Test
    void everyCauseHasItsOwnWords() {
        var catalogue = Catalogue.shipped();
        assertThat(catalogue.causes().stream().map(cause -> catalogue.words(cause.id(), Locale.ENGLISH)))
                .doesNotHaveDuplicates()
                .noneMatch(
                        words -> words.headline().isBlank() || words.happened().isBlank())
                .noneMatch(words ->
                        words.senderSteps().isEmpty() || words.postmasterSteps().isEmpty());
    }

    @Test
    void everyCauseButUnknownHasARule() {
        var catalogue = Catalogue.shipped();
        var told = catalogue.rules().stream().map(Rule::cause).distinct().toList();
        assertThat(catalogue.causes().stream().map(Cause::id).filter(id -> !told.contains(id)))
                .containsExactly(Cause.UNKNOWN);
    }

    /** It would be looked for in each word of each reply; Chinese and Japanese do not part words, and pay nothing for it. */
    @Test
    void noPhraseThatShipsMayBeginWithinAWord() {
        assertThat(Catalogue.shipped().rules().stream()
                        .map(Rule::when)
                        .flatMap(when -> Stream.of(when.phrases(), when.with(), when.all(), when.none()))
                        .flatMap(List::stream)
                        .filter(phrase -> phrase.startsWith("*") && phrase.charAt(1) < '\u2e80'))
                .isEmpty();
    }

    @Test
    void theTableSaysWhatTheFilesSay() throws IOException {
        var files = CatalogueReader.read(CatalogueFiles.ROOT).catalogue();
        var shipped = Catalogue.shipped();
        assertThat(shipped.causes()).isEqualTo(files.causes());
        assertThat(shipped.rules()).isEqualTo(files.rules());
        assertThat(shipped.providers()).isEqualTo(files.providers());
        assertThat(shipped.blockLists()).isEqualTo(files.blockLists());
        assertThat(shipped.lookAlikes()).isEqualTo(files.lookAlikes()).isNotEmpty();
        assertThat(((LoadedCatalogue) shipped).allWords()).isEqualTo(files.allWords());
    }

    @Test
    void anUnknownLocaleReadsEnglish() {
        var catalogue = Catalogue.shipped();
        assertThat(catalogue.words("mailbox-full", Locale.JAPANESE))
                .isEqualTo(catalogue.words("mailbox-full", Locale.ENGLISH));
    }

    @Test
    void anUnknownCauseIsABug() {
        assertThatThrownBy(() -> Catalogue.shipped().cause("nonsense")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aSmallCatalogueIsRead() throws IOException {
        write(CAUSE, WORDS);
        assertThat(CatalogueReader.read(folder).rules()).hasSize(1);
    }

    @Test
    void aVariantChangesWhatItNames() throws IOException {
        write(CAUSE, WORDS + """

                [variant.null-mx]
                headline = "nobody is there"
                sender = ["Call."]

                [variant.big]
                happened = "It is big."
                """);
        Files.writeString(folder.resolve("providers/big.toml"), "name = \"Big\"");
        var words = CatalogueReader.read(folder).catalogue().words("one", Locale.ENGLISH);
        var nullMx = words.where(Optional.of(Circumstance.NULL_MX), Optional.of("big"));
        assertThat(nullMx.headline()).isEqualTo("nobody is there");
        assertThat(nullMx.senderSteps()).containsExactly("Call.");
        assertThat(nullMx.happened()).isEqualTo("It failed.");
        assertThat(words.where(Optional.of(Circumstance.NO_SUCH_DOMAIN), Optional.of("big"))
                        .happened())
                .isEqualTo("It is big.");
        assertThat(words.where(Optional.empty(), Optional.of("small"))).isEqualTo(words);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = """
            [variant.nobody]\\nheadline = "no"      | causes/one/en.toml:6: variant nobody: neither a provider nor one of no-such-domain, null-mx, mx-without-address, after-end-of-data
            [variant.null-mx]\\nheadlin = "no"      | causes/one/en.toml:7: variant null-mx: unknown key headlin; headline is meant?
            [variant.null-mx]\\nsender = "no"       | causes/one/en.toml:7: variant null-mx: sender must be a list
            [variant.null-mx]\\nhappened = "{no}"   | causes/one/en.toml:7: variant null-mx: the unknown placeholder no in "{no}"
            [variant.null-mx]                       | causes/one/en.toml:6: variant null-mx: changes nothing
            variant = "null-mx"                     | causes/one/en.toml:6: variant must be written as [variant.<name>]
            variants = "null-mx"                    | causes/one/en.toml:6: unknown key variants; variant is meant?
            """)
    void aMistakeInAVariantIsNamedWithItsPlace(String lines, String message) throws IOException {
        write(CAUSE, WORDS + lines.replace("\\n", "\n") + "\n");
        assertThatThrownBy(() -> CatalogueReader.read(folder))
                .isInstanceOf(CatalogueFault.class)
                .hasMessage(message);
    }

    @Test
    void anEmptyCatalogueIsRefused() throws IOException {
        write(CAUSE, WORDS);
        Files.writeString(folder.resolve("causes.txt"), "");
        assertThatThrownBy(() -> CatalogueReader.read(folder)).isInstanceOf(CatalogueFault.class);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = """
            phrases = ["no"]            | codes = [552]              | causes/one/cause.toml:10: rule one.words: codes must hold quoted strings only
            phrases = ["no"]            | status = [5.10]            | causes/one/cause.toml:10: rule one.words: status must hold quoted strings only
            phrases = ["no"]            | status = ["5.1"]           | causes/one/cause.toml:10: rule one.words: status cannot hold "5.1", only such as "5.7.1", "x.7.1", "none"
            phrases = ["no"]            | codes = ["55"]             | causes/one/cause.toml:10: rule one.words: codes cannot hold "55", only such as "550", "55x", "5xx"
            phrases = ["no"]            | codes = "552"              | causes/one/cause.toml:10: rule one.words: codes must be a list
            phrases = ["no"]            | phrase = ["no"]            | causes/one/cause.toml:10: rule one.words: unknown key phrase; phrases is meant?
            phrases = ["no"]            | stages = ["RCPT"]          | causes/one/cause.toml:8: rule one.words: asks for nothing: needs codes, status, phrases, all or list
            examples = ["550 no"]       | examples = []              | causes/one/cause.toml:12: rule one.words: needs one at least in examples
            not = ["550 yes"]           | ''                         | causes/one/cause.toml:7: rule one.words: needs one at least in not
            checked = "2026-11-21"      | checked = "21.11.2026"     | causes/one/cause.toml:11: rule one.words: checked must be a date such as 2026-11-21
            bucket = "recipient"        | bucket = "else"            | causes/one/cause.toml:2: bucket cannot be "else"
            suppress = "no"             | suppress = false           | causes/one/cause.toml:4: suppress must be a quoted string
            """)
    void aMistakeIsNamedWithItsPlace(String line, String instead, String message) throws IOException {
        boolean added = line.startsWith("phrases") && !instead.startsWith("stages");
        write(CAUSE.replace(line, added ? line + "\n" + instead : instead), WORDS);
        assertThatThrownBy(() -> CatalogueReader.read(folder))
                .isInstanceOf(CatalogueFault.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Hello {recipent}.                | the unknown placeholder recipent
            It is {address}.                 | the fact address, which may be missing, outside [ ]
            It is[ on {list}[ at {link}]].   | a [ inside [ ]
            It is[ on {list}.                | an open [
            It is on ].                      | a ] without its [
            It is on }.                      | a } without its {
            It is[ on\\n{list}].             | a line that ends inside [ ]
            See.\\ndig {list}                | the fact list, which may be missing, outside [ ]
            It is {recipient                 | the unknown placeholder {recipient
            """)
    void aTemplateIsChecked(String template, String problem) {
        assertThat(Templates.problems(template.replace("\\n", "\n")))
                .singleElement()
                .asString()
                .startsWith(problem);
    }

    @Test
    void aGoodTemplatePasses() {
        assertThat(Templates.problems("{recipient} is not on {server}[, see {list}[]".replace("[]", "]")))
                .isEmpty();
    }

    private void write(String cause, String words) throws IOException {
        Files.createDirectories(folder.resolve("causes/one"));
        Files.createDirectories(folder.resolve("providers"));
        Files.writeString(folder.resolve("causes.txt"), "one\n");
        Files.writeString(folder.resolve("causes/one/cause.toml"), cause);
        Files.writeString(folder.resolve("causes/one/en.toml"), words);
        Files.writeString(folder.resolve("lists.toml"), "");
    }
}
