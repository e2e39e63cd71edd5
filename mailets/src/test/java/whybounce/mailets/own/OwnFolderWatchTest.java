package whybounce.mailets.own;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import whybounce.failure.DeliveryFailure.Unexplained;

/** An operator's files while a James runs. */
class OwnFolderWatchTest {

    private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private static final String RULE = """
            [[rule]]
            id = "gateway"
            cause = "content-spam"
            phrases = ["held by our gateway"]
            examples = ["550 5.7.1 Held by our gateway"]
            """;

    @TempDir
    private Path conf;

    private Path folder;
    private int written;

    @BeforeEach
    void folder() {
        folder = conf.resolve("whybounce");
    }

    @Test
    void aFolderMayComeLater() throws IOException {
        var watch = new OwnFolderWatch(folder, CLOCK);
        assertThat(cause(watch)).isNotEqualTo("own.gateway content-spam");
        write(RULE);
        watch.look();
        assertThat(cause(watch)).isEqualTo("own.gateway content-spam");
    }

    @Test
    void aChangeIsTakenInAndADeletionToo() throws IOException {
        write(RULE);
        var watch = new OwnFolderWatch(folder, CLOCK);
        assertThat(cause(watch)).isEqualTo("own.gateway content-spam");
        write(RULE.replace("content-spam", "content-virus"));
        watch.look();
        assertThat(cause(watch)).isEqualTo("own.gateway content-virus");
        Files.delete(folder.resolve("own.toml"));
        watch.look();
        assertThat(cause(watch)).as("it may come back at once").isEqualTo("own.gateway content-virus");
        watch.look();
        assertThat(cause(watch)).doesNotStartWith("own.");
    }

    @Test
    void aFileThatIsMissingForAMomentIsReplaced() throws IOException {
        write(RULE);
        var watch = new OwnFolderWatch(folder, CLOCK);
        Files.delete(folder.resolve("own.toml"));
        watch.look();
        write(RULE.replace("content-spam", "content-virus"));
        watch.look();
        assertThat(cause(watch)).isEqualTo("own.gateway content-virus");
    }

    @Test
    void aFolderThatVanishedIsKeptInMind() throws IOException {
        write(RULE);
        var watch = new OwnFolderWatch(folder, CLOCK);
        Files.move(folder, conf.resolve("elsewhere"));
        watch.look();
        watch.look();
        assertThat(cause(watch)).isEqualTo("own.gateway content-spam");
        write(RULE.replace("content-spam", "content-virus"));
        watch.look();
        assertThat(cause(watch)).isEqualTo("own.gateway content-virus");
    }

    @Test
    void whatIsNoFolderChangesNothingUntilItIsOne() throws IOException {
        Files.writeString(folder, RULE);
        var watch = new OwnFolderWatch(folder, CLOCK);
        assertThat(cause(watch)).doesNotStartWith("own.");
        Files.delete(folder);
        Files.createSymbolicLink(folder, conf.resolve("elsewhere"));
        watch.look();
        assertThat(cause(watch)).doesNotStartWith("own.");
        Files.createDirectory(conf.resolve("elsewhere"));
        write(RULE);
        watch.look();
        assertThat(cause(watch)).isEqualTo("own.gateway content-spam");
        Files.createSymbolicLink(folder.resolve("more.toml"), conf.resolve("nowhere"));
        watch.look();
        assertThat(cause(watch)).isEqualTo("own.gateway content-spam");
    }

    @Test
    void aMistakeKeepsWhatWasInUse() throws IOException {
        write(RULE);
        var watch = new OwnFolderWatch(folder, CLOCK);
        var before = watch.get();
        write(RULE.replace("content-spam", "spam"));
        watch.look();
        assertThat(watch.get()).isSameAs(before);
        write(RULE.replace("content-spam", "content-virus"));
        watch.look();
        assertThat(cause(watch)).isEqualTo("own.gateway content-virus");
    }

    @Test
    void aMistakeAtTheStartLeavesOurs() throws IOException {
        write("[[rule]");
        assertThat(cause(new OwnFolderWatch(folder, CLOCK))).doesNotStartWith("own.");
    }

    @Test
    void whatIsNotChangedIsNotReadAgain() throws IOException {
        write(RULE);
        var watch = new OwnFolderWatch(folder, CLOCK);
        var before = watch.get();
        watch.look();
        assertThat(watch.get()).isSameAs(before);
    }

    @Test
    void whatIsBeingWrittenWaits() throws IOException {
        write(RULE);
        var watch = new OwnFolderWatch(folder, CLOCK);
        var file = write(RULE.replace("content-spam", "content-virus"));
        Files.setLastModifiedTime(file, FileTime.from(NOW.minusMillis(300)));
        watch.look();
        assertThat(cause(watch)).isEqualTo("own.gateway content-spam");
        Files.setLastModifiedTime(file, FileTime.from(NOW.minusMillis(1_300)));
        watch.look();
        assertThat(cause(watch)).isEqualTo("own.gateway content-virus");
    }

    @Test
    void manyThreadsMayAskWhileItChanges() throws IOException {
        write(RULE);
        var watch = new OwnFolderWatch(folder, CLOCK);
        var causes = IntStream.range(0, 40).parallel().mapToObj(i -> {
            if (i % 10 == 0) {
                watch.look();
            }
            return cause(watch);
        });
        write(RULE.replace("content-spam", "content-virus"));
        assertThat(causes.toList()).isSubsetOf(List.of("own.gateway content-spam", "own.gateway content-virus"));
    }

    private Path write(String text) throws IOException {
        Files.createDirectories(folder);
        var file = Files.writeString(folder.resolve("own.toml"), text);
        // Each time another one, long past.
        return Files.setLastModifiedTime(file, FileTime.from(NOW.minusSeconds(1_000 - written++)));
    }

    private static String cause(OwnFolderWatch watch) {
        return watch.get()
                .classifier()
                .diagnose(new Unexplained("550 5.7.1 Held by our gateway"), Optional.empty())
                .best()
                .map(finding -> finding.rule() + " " + finding.cause().id())
                .orElse("");
    }
}
