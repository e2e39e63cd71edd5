package whybounce.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import whybounce.catalogue.Catalogue;

/** The pages in {@code docs/guide} say what the catalogue says. {@code -Dguide.write=true} writes them anew. */
class GuideTest {

    private static final Path FOLDER = Path.of("../docs/guide");

    private static final String HOW =
            "the guide is made from the catalogue; write it anew with\n  mvn -pl diagnosis test -Dtest=GuideTest -Dguide.write=true\nand look at what changed";

    private static final Pattern LINK = Pattern.compile("]\\(([a-z0-9A-Z-]+\\.md)\\)");
    private static final Pattern CODE = Pattern.compile("(?ms)^ *(`{3,})\\w*$.*?^ *\\1$|`[^`\n]*`");

    private static final Map<String, String> PAGES = Guide.of(Catalogue.shipped());

    @Test
    void everyPageIsAsTheCatalogueSays() throws IOException {
        if (Boolean.getBoolean("guide.write")) {
            write();
        }
        for (var page : PAGES.entrySet()) {
            var file = FOLDER.resolve(page.getKey());
            assertThat(Files.exists(file) ? Files.readString(file) : "")
                    .as("%s: %s", page.getKey(), HOW)
                    .isEqualTo(page.getValue());
        }
        assertThat(names()).as("a page is left over: %s", HOW).containsExactlyInAnyOrderElementsOf(PAGES.keySet());
    }

    @TestFactory
    Stream<DynamicTest> everyLinkLeadsToAPage() {
        return each((name, text) -> assertThat(LINK.matcher(text).results().map(link -> link.group(1)))
                .allMatch(PAGES::containsKey));
    }

    @TestFactory
    Stream<DynamicTest> noPlaceIsLeftOpenAndNothingIsMarkup() {
        return each((name, text) -> assertThat(
                        CODE.matcher(text).replaceAll("").replaceAll("<https?://[^>]*>|<!--.*?-->", ""))
                .doesNotContainPattern("[{}]|(?<!\\\\)<|(?<![\\\\\\]])\\[(?![^\\]]*]\\()|[\\p{Cntrl}&&[^\n]]"));
    }

    @Test
    void everyCauseIsInTheIndex() {
        assertThat(PAGES.get("README.md"))
                .contains(Catalogue.shipped().causes().stream()
                        .map(cause -> "](" + cause.id() + ".md)")
                        .toList());
    }

    private interface Check {
        void look(String name, String text);
    }

    private static Stream<DynamicTest> each(Check check) {
        return PAGES.entrySet().stream()
                .map(page -> DynamicTest.dynamicTest(page.getKey(), () -> check.look(page.getKey(), page.getValue())));
    }

    private static void write() throws IOException {
        Files.createDirectories(FOLDER);
        for (String name : names()) {
            Files.delete(FOLDER.resolve(name));
        }
        for (var page : PAGES.entrySet()) {
            Files.writeString(FOLDER.resolve(page.getKey()), page.getValue());
        }
    }

    private static List<String> names() throws IOException {
        if (!Files.isDirectory(FOLDER)) {
            return List.of();
        }
        try (var files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
