package whybounce.probe;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import whybounce.probe.session.Entry;
import whybounce.probe.session.Transcript;
import whybounce.probe.session.TranscriptWriter;

/** The file that {@code --transcript} names; nothing is written where none is. */
final class TranscriptFile implements Transcript, Closeable {

    private final Optional<TranscriptWriter> writer;

    private TranscriptFile(Optional<TranscriptWriter> writer) {
        this.writer = writer;
    }

    static TranscriptFile of(SendRequest request) throws IOException {
        if (request.transcript().isEmpty()) {
            return new TranscriptFile(Optional.empty());
        }
        var file = Path.of(request.transcript().get());
        return new TranscriptFile(Optional.of(new TranscriptWriter(Files.newOutputStream(file), request.keepBody())));
    }

    @Override
    public boolean keepsMessage() {
        return writer.isPresent() && writer.get().keepsMessage();
    }

    @Override
    public void add(Entry entry) {
        if (writer.isPresent()) {
            writer.get().add(entry);
        }
    }

    /** All of one message together; several threads may at once. */
    synchronized void addAll(List<Entry> entries) {
        if (writer.isPresent()) {
            entries.forEach(writer.get()::add);
        }
    }

    /**
     * Closes it.
     *
     * @throws IOException when not all could be written
     */
    @Override
    public void close() throws IOException {
        if (writer.isPresent()) {
            writer.get().close();
        }
    }
}
