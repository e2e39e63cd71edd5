package whybounce.catalogue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What can be seen of an operator's folder without reading it: two stamps differ when a file was written, put in place of
 * another, added or taken away.
 *
 * @param files by name
 */
public record OwnStamp(Place place, Map<String, State> files) {

    /** An editor or a copy may still be at work at a file that was touched just now. */
    private static final Duration REST = Duration.ofSeconds(1);

    /**
     * One file.
     *
     * @param key of the file in its file system, where that has such keys: another one is another file
     */
    public record State(Instant modified, long size, Optional<String> key) {}

    public OwnStamp {
        files = Map.copyOf(files);
    }

    /** What stands where the folder should be. */
    public enum Place {
        FOLDER,
        NOTHING,
        /** A file, or a link that leads nowhere. */
        OTHER
    }

    /** A folder that is not there has no files. */
    public static OwnStamp of(Path folder) throws IOException {
        var files = new TreeMap<String, State>();
        if (!Files.isDirectory(folder)) {
            return new OwnStamp(Files.exists(folder, LinkOption.NOFOLLOW_LINKS) ? Place.OTHER : Place.NOTHING, files);
        }
        try (Stream<Path> all = Files.list(folder)) {
            all.filter(OwnFiles::counts)
                    .limit(OwnFiles.MAX_FILES + 1L)
                    .forEach(file -> files.put(file.getFileName().toString(), state(file)));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return new OwnStamp(Place.FOLDER, files);
    }

    private static State state(Path file) {
        try {
            // A link that leads nowhere is a mistake to be told, and has a state of its own.
            return Files.exists(file) ? state(file, new LinkOption[0]) : state(file, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static State state(Path file, LinkOption... options) throws IOException {
        var seen = Files.readAttributes(file, BasicFileAttributes.class, options);
        return new State(
                seen.lastModifiedTime().toInstant(),
                seen.size(),
                Optional.ofNullable(seen.fileKey()).map(Object::toString));
    }

    /** Whether a file of the other one is missing in this one. */
    public boolean lacksAnyOf(OwnStamp other) {
        return !files.keySet().containsAll(other.files.keySet());
    }

    /** Whether no file was written just before {@code now}. A time to come is a clock that is wrong, and means nothing. */
    public boolean isAtRest(Instant now) {
        return files.values().stream()
                .noneMatch(file -> file.modified().isAfter(now.minus(REST))
                        && !file.modified().isAfter(now));
    }
}
