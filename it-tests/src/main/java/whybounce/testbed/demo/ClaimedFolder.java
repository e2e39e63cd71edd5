package whybounce.testbed.demo;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;

/** A folder that no other process takes for its own, until it is closed or this process ends. */
record ClaimedFolder(Path path, FileChannel lock) implements Closeable {

    /**
     * Empties the folder {@code name} in {@code parent}.
     *
     * @param otherwise what to do when another process has it
     * @throws IOException also then
     */
    static ClaimedFolder empty(Path parent, String name, String otherwise) throws IOException {
        Files.createDirectories(parent);
        var folder = parent.resolve(name);
        var lock =
                FileChannel.open(parent.resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (lock.tryLock() == null) {
            lock.close();
            throw new IOException("another bin/relay of this checkout is using " + folder + "; " + otherwise);
        }
        delete(folder);
        return new ClaimedFolder(Files.createDirectories(folder), lock);
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> old = Files.walk(folder)) {
            for (var path : old.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
