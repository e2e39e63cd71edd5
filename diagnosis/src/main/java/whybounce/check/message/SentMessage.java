package whybounce.check.message;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import whybounce.dkim.SignedMessage;

/** A message, read for its signatures when somebody asks, and once. Thread-safe. */
public final class SentMessage {

    private static final int BUFFER = 16_384;

    private final Source source;
    private final Duration patience;
    private final Instant sent;
    private @Nullable Reading read;

    /** Opens a stream over the message, from its start. */
    @FunctionalInterface
    public interface Source {
        InputStream open() throws IOException;
    }

    /** What reading it came to. */
    public sealed interface Reading {

        record Read(SignedMessage message) implements Reading {}

        /** Why it could not be read. */
        record Unread(String why) implements Reading {}
    }

    /**
     * Nothing is opened yet.
     *
     * @param patience for reading it
     * @param sent when signatures have to be good
     */
    public SentMessage(Source source, Duration patience, Instant sent) {
        this.source = source;
        this.patience = patience;
        this.sent = sent;
    }

    public Instant sent() {
        return sent;
    }

    public synchronized Reading read() {
        var known = read;
        if (known == null) {
            known = reading();
            read = known;
        }
        return known;
    }

    private Reading reading() {
        try (var in = open()) {
            return new Reading.Read(SignedMessage.read(in));
        } catch (TooSlow slow) {
            return new Reading.Unread("it is too large to be read in time");
        } catch (IOException broken) {
            return new Reading.Unread("it cannot be read");
        }
    }

    /** Its octets, for as long as the patience lasts. */
    InputStream open() throws IOException {
        return new BufferedInputStream(new Timed(source.open(), System.nanoTime() + patience.toNanos()), BUFFER);
    }

    private static final class TooSlow extends IOException {
        private static final long serialVersionUID = 1;
    }

    private static final class Timed extends FilterInputStream {

        private final long end;

        private Timed(InputStream in, long end) {
            super(in);
            this.end = end;
        }

        @Override
        public int read() throws IOException {
            check();
            return super.read();
        }

        @Override
        public int read(byte[] to, int offset, int length) throws IOException {
            check();
            return super.read(to, offset, length);
        }

        private void check() throws TooSlow {
            if (System.nanoTime() - end > 0) {
                throw new TooSlow();
            }
        }
    }
}
