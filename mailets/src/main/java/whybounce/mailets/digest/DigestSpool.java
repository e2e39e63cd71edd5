package whybounce.mailets.digest;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The reports held back, on disk. What {@link #hold} has returned from survives a crash. Thread-safe. */
final class DigestSpool {
    private static final Logger LOG = LoggerFactory.getLogger(DigestSpool.class);

    /** Not all written: of a report whose writer failed, and which went out by itself. */
    private static final String UNFINISHED = ".tmp";

    private final Path pending;
    private final Path sealed;

    DigestSpool(Path directory) throws IOException {
        pending = Files.createDirectories(directory.resolve("pending"));
        sealed = Files.createDirectories(directory.resolve("sealed"));
    }

    /** Writes a message. */
    @FunctionalInterface
    interface Body {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Keeps a report until its digest; the same report again changes nothing. */
    synchronized void hold(String key, Instant due, Summary summary, Body body) throws IOException {
        var folder = Files.createDirectories(pending.resolve(key));
        var file = folder.resolve(summary.reportId() + HeldReport.SUFFIX);
        if (Files.exists(file)) {
            return;
        }
        var unfinished = folder.resolve(summary.reportId() + UNFINISHED);
        try (var channel = FileChannel.open(
                        unfinished,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE);
                var out = new BufferedOutputStream(Channels.newOutputStream(channel))) {
            HeldReport.write(out, due, summary);
            body.writeTo(out);
            out.flush();
            channel.force(true);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(unfinished);
            throw e;
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** When the digest of the reports pending under this key goes out; empty when none is pending. */
    synchronized Optional<Instant> due(String key) {
        return reports(pending.resolve(key)).stream().map(HeldReport::due).min(Comparator.naturalOrder());
    }

    /** The keys under which reports are pending. */
    synchronized List<String> keys() throws IOException {
        return folders(pending).stream()
                .map(folder -> folder.getFileName().toString())
                .toList();
    }

    /** Closes what is pending under this key: later reports begin another digest. */
    synchronized void seal(String key, Instant now) throws IOException {
        Files.move(
                pending.resolve(key), sealed.resolve(key + "-" + now.toEpochMilli()), StandardCopyOption.ATOMIC_MOVE);
    }

    /** The batches that are to be sent, those a crash left behind included. */
    List<Path> batches() throws IOException {
        return folders(sealed);
    }

    /** The reports of a folder, oldest first. What cannot be read is left where it is. */
    static List<HeldReport> reports(Path folder) {
        try {
            return files(folder).stream()
                    .filter(file -> file.toString().endsWith(HeldReport.SUFFIX))
                    .flatMap(DigestSpool::read)
                    .sorted(Comparator.comparing(
                                    (HeldReport report) -> report.summary().time())
                            .thenComparing(report -> report.summary().reportId()))
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Deletes reports that went out, and their folder with the last of them. */
    static void delete(Path folder, List<HeldReport> sent) throws IOException {
        for (var report : sent) {
            Files.deleteIfExists(report.file());
        }
        if (files(folder).stream().allMatch(file -> file.toString().endsWith(UNFINISHED))) {
            for (var unfinished : files(folder)) {
                Files.deleteIfExists(unfinished);
            }
            Files.delete(folder);
        }
    }

    private static Stream<HeldReport> read(Path file) {
        try {
            return Stream.of(HeldReport.read(file));
        } catch (IOException e) {
            LOG.error("A report that waited for its digest cannot be read and stays at {}", file, e);
            return Stream.empty();
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static List<Path> folders(Path parent) throws IOException {
        try (var folders = Files.list(parent)) {
            return folders.filter(Files::isDirectory).sorted().toList();
        }
    }
}
