package whybounce.check.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The fuzz targets on what is kept of them, and on some thousand octets of no meaning. */
class TlsFuzzTest {

    private static final Path CORPUS = Path.of("src", "test", "corpus");
    private static final Map<String, Consumer<byte[]>> TARGETS =
            Map.of("mta-sts", MtaStsFuzz::fuzzerTestOneInput, "tlsa", TlsaFuzz::fuzzerTestOneInput);

    @TestFactory
    Stream<DynamicTest> corpus() {
        return TARGETS.entrySet().stream()
                .flatMap(target -> files(target.getKey())
                        .map(file -> DynamicTest.dynamicTest(
                                target.getKey() + "/" + file.getFileName(),
                                () -> target.getValue().accept(Files.readAllBytes(file)))));
    }

    private static Stream<Path> files(String target) {
        try (var files = Files.list(CORPUS.resolve(target))) {
            return files.toList().stream();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void octetsOfNoMeaning() {
        var random = new Random(9);
        for (int i = 0; i < 1_000; i++) {
            var octets = new byte[random.nextInt(90)];
            random.nextBytes(octets);
            MtaStsFuzz.fuzzerTestOneInput(octets);
            for (int at = 1; at < Math.min(4, octets.length); at++) {
                octets[at] &= 3; // Or nearly none would be read as a record that can be used.
            }
            TlsaFuzz.fuzzerTestOneInput(octets);
        }
    }
}
