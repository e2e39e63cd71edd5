package whybounce.check;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The fuzz target on what is kept of it, and on some thousand octets of no meaning. */
class CheckFuzzTest {

    private static final Path CORPUS = Path.of("src", "test", "corpus", "check");

    @TestFactory
    Stream<DynamicTest> corpus() throws IOException {
        try (var files = Files.list(CORPUS)) {
            return files.toList().stream()
                    .map(file -> DynamicTest.dynamicTest(
                            file.getFileName().toString(),
                            () -> CheckFuzz.fuzzerTestOneInput(Files.readAllBytes(file))));
        }
    }

    @Test
    void octetsOfNoMeaning() {
        var random = new Random(7);
        for (int i = 0; i < 1_000; i++) {
            var octets = new byte[random.nextInt(60)];
            random.nextBytes(octets);
            CheckFuzz.fuzzerTestOneInput(octets);
        }
    }

    @Test
    void piecesOfRecords() {
        var random = new Random(8);
        var pieces =
                "ip4: ip6: a mx all -all ~all include: exists: redirect= exp= %{ } %{d2r} / // p= ; v=DKIM1 k=rsa rua=mailto: @ sp=reject id= = , . example.com 203.0.113.5 \u00ff \u0000"
                        .split(" ", -1);
        for (int i = 0; i < 1_000; i++) {
            var text = new StringBuilder();
            for (int n = random.nextInt(10); n > 0; n--) {
                text.append(pieces[random.nextInt(pieces.length)]).append(random.nextBoolean() ? " " : "");
            }
            CheckFuzz.fuzzerTestOneInput(text.toString().getBytes(StandardCharsets.ISO_8859_1));
        }
    }
}
