package whybounce.reply;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import whybounce.reply.Reception.End;

/**
 * Reads one reply after the other from a connection, byte for byte, and never throws on what comes or does not come: a
 * reply that breaks off is a reply too, and its {@link Reception} says how it ended.
 *
 * <p>Memory is bounded: of a line over {@link #MAX_LINE} octets the beginning and the end are kept, and of a reply with
 * over 512 lines the first and the last ones. At 1 MiB it stops reading. Not thread-safe.
 */
public final class ReplyReader {

    /** 4 KiB, eight times what RFC 5321 section 4.5.3.1.5 allows; an even number. */
    public static final int MAX_LINE = 4096;

    /** Where a reply has gone wrong, what follows comes soon, or the other side waits for us. */
    private static final Duration LINGER = Duration.ofSeconds(2);

    /** Nearly every reply fits. */
    private static final int BUFFER = 4 * 1024;

    private final Source source;
    private final LongSupplier nanos;
    private final long origin;
    private final byte[] buffer = new byte[BUFFER];
    private int at;
    private int end;
    private Duration came = Duration.ZERO;
    private boolean skipsLf;

    /** Where bytes come from. */
    public interface Source {

        /**
         * Reads at least one byte.
         *
         * @return how many; -1 at the end
         * @throws SocketTimeoutException when none came in time
         */
        int read(byte[] buffer, Duration patience) throws IOException;

        /** Whether a byte has come already. */
        boolean isReady() throws IOException;
    }

    /**
     * How long to wait.
     *
     * @param idle for the next byte
     * @param deadline for everything: when it is over, on the clock of the reader
     */
    public record Patience(Duration idle, long deadline) {}

    /**
     * Reads from {@code source}.
     *
     * @param nanos a clock that only goes forward
     * @param origin the time on it from which arrivals are counted
     */
    public ReplyReader(Source source, LongSupplier nanos, long origin) {
        this.source = source;
        this.nanos = nanos;
        this.origin = origin;
    }

    /** Waits for the next reply. */
    public SmtpReply next(Patience patience) {
        var reply = new ReplyCollector();
        var ending = Optional.<End>empty();
        while (ending.isEmpty()) {
            ending = at == end ? fill(reply, patience) : Optional.empty();
            if (ending.isEmpty()) {
                at = reply.take(buffer, at, end, came);
                ending = reply.isOver() ? Optional.of(End.WHOLE) : tooLong(reply);
            }
        }
        var read = reply.reply(ending.get(), came);
        skipsLf = reply.endedWithCr();
        return read;
    }

    /** Whether something came that was not asked for, or the other side has gone after saying something. */
    public boolean hasUnsolicited() {
        skipLf();
        try {
            return at < end || source.isReady();
        } catch (IOException gone) {
            return false;
        }
    }

    /** What came without having been asked for, as far as it is here. */
    public SmtpReply unsolicited(Duration patience) {
        return next(new Patience(patience, nanos.getAsLong() + patience.toNanos()))
                .asUnsolicited();
    }

    private static Optional<End> tooLong(ReplyCollector reply) {
        return reply.isTooLong() ? Optional.of(End.TOO_LONG) : Optional.empty();
    }

    /** Reads more; how the reply ended where nothing more comes. */
    private Optional<End> fill(ReplyCollector reply, Patience patience) {
        long left = patience.deadline() - nanos.getAsLong();
        if (left <= 0) {
            return Optional.of(End.DEADLINE);
        }
        var wait = least(patience.idle(), Duration.ofNanos(left));
        boolean lingers = reply.mayBeOver() && LINGER.compareTo(wait) < 0;
        try {
            at = 0;
            end = Math.max(0, source.read(buffer, lingers ? LINGER : wait));
            came = Duration.ofNanos(nanos.getAsLong() - origin);
            skipLf();
            return end == 0 ? Optional.of(End.CLOSED) : Optional.empty();
        } catch (SocketTimeoutException silence) {
            end = 0;
            if (lingers) {
                return Optional.of(End.WHOLE);
            }
            return Optional.of(patience.deadline() - nanos.getAsLong() <= 0 ? End.DEADLINE : End.SILENCE);
        } catch (IOException broken) {
            end = 0;
            return Optional.of(patience.deadline() - nanos.getAsLong() <= 0 ? End.DEADLINE : End.RESET);
        }
    }

    /** The LF of a line that was taken for ended with its CR. */
    private void skipLf() {
        if (skipsLf && at < end) {
            skipsLf = false;
            at += buffer[at] == '\n' ? 1 : 0;
        }
    }

    private static Duration least(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
