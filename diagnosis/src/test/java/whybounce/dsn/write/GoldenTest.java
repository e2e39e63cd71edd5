package whybounce.dsn.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Whole reports, octet for octet, in {@code golden/<situation>/report.eml}. {@code -Dgolden.write=true} writes them
 * anew, to be read before they are committed.
 */
class GoldenTest {

    private static final Path GOLDEN = Path.of("src/test/resources/whybounce/dsn/golden");

    @TestFactory
    Stream<DynamicTest> each_report_is_as_it_was_read() {
        return Scenes.written().entrySet().stream()
                .map(scene -> DynamicTest.dynamicTest(scene.getKey(), () -> compare(scene.getKey(), scene.getValue())));
    }

    @Test
    void no_golden_file_is_left_over() throws IOException {
        try (var folders = Files.list(GOLDEN)) {
            assertThat(folders.map(folder -> folder.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(Scenes.written().keySet());
        }
    }

    private static void compare(String name, byte[] written) throws IOException {
        var file = GOLDEN.resolve(name).resolve("report.eml");
        if (Boolean.getBoolean("golden.write")) {
            Files.createDirectories(file.getParent());
            Files.write(file, written);
        }
        assertThat(new String(written, StandardCharsets.ISO_8859_1))
                .isEqualTo(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
    }
}
