package whybounce.probe.report;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A file that others see as it was before, or as it is when all of it is written, and never in between. What is written
 * stands beside it until then, as {@code name.PID.tmp}.
 */
public final class ReplacedFile implements Closeable {

    private final Path file;
    private final Path beside;
    private final BufferedWriter writer;
    private boolean done;

    public ReplacedFile(Path file) throws IOException {
        this.file = file.toAbsolutePath();
        // In the same folder, and so on the same disk; who reads a folder of *.prom files passes over it.
        this.beside = this.file.resolveSibling(
                this.file.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
        this.writer = Files.newBufferedWriter(beside, StandardCharsets.UTF_8);
    }

    public Writer writer() {
        return writer;
    }

    /** Mends what was written, at its place beside the file. */
    @FunctionalInterface
    interface Last {
        void mend(Path written) throws IOException;
    }

    /** Puts it in place. */
    public void replace() throws IOException {
        replace(written -> {});
    }

    /** Puts it in place after a last change. */
    void replace(Last last) throws IOException {
        writer.close();
        last.mend(beside);
        try {
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException elsewhere) {
            Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
        }
        done = true;
    }

    /** Without {@link #replace}, all is as it was before. */
    @Override
    public void close() throws IOException {
        if (!done) {
            writer.close();
            Files.deleteIfExists(beside);
        }
    }
}
