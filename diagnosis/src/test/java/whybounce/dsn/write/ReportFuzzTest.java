package whybounce.dsn.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import whybounce.reply.MegabyteReplies;

/** Every seed of the fuzz targets, and every megabyte, through all that is done with a reply. */
class ReportFuzzTest {

    private static final Path SEEDS = Path.of("src/test/corpus/reply");

    @TestFactory
    Stream<DynamicTest> everySeedIsReported() throws IOException {
        try (var files = Files.list(SEEDS)) {
            var seeds = files.sorted().toList();
            assertThat(seeds).isNotEmpty();
            return seeds.stream()
                    .map(seed -> DynamicTest.dynamicTest(seed.getFileName().toString(), () -> {
                        for (int turn = 0; turn < ReportFuzz.TURNS; turn++) {
                            ReportFuzz.run(Files.readAllBytes(seed), turn);
                        }
                    }));
        }
    }

    @TestFactory
    Stream<DynamicTest> everyMegabyteIsReportedAndTheReportIsBounded() {
        var turn = new AtomicInteger();
        return MegabyteReplies.all().entrySet().stream()
                .map(reply -> DynamicTest.dynamicTest(
                        reply.getKey(), () -> ReportFuzz.run(reply.getValue(), turn.getAndIncrement())));
    }
}
