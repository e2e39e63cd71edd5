package whybounce.dsn.write;

import java.io.IOException;
import java.io.OutputStream;

/** Writes a report as a message: human part, machine part, original. Thread-safe. */
public final class DsnWriter {

    /** Writes the whole message, headers included, lines ended by CR LF. The original is copied as a stream. */
    @SuppressWarnings("DoNotCallSuggester") // filled in next
    public void write(Report report, OutputStream out) throws IOException {
        throw new UnsupportedOperationException("not yet");
    }

    /** As {@link #write}, without the explanations: for when explaining has failed. {@link Told#unexplained} suffices. */
    @SuppressWarnings("DoNotCallSuggester") // filled in next
    public void writePlain(Report report, OutputStream out) throws IOException {
        throw new UnsupportedOperationException("not yet");
    }
}
