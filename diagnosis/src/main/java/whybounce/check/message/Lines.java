package whybounce.check.message;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts the lines of a message while somebody reads it. */
final class Lines extends FilterInputStream {

    private static final int CHUNK = 16_384;

    private long octets;
    private long ended;
    private long bareFeeds;
    private long bareReturns;
    private long nulls;
    private long line;
    private long longest;
    private boolean afterReturn;

    Lines(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        int octet = super.read();
        if (octet >= 0) {
            count((byte) octet);
        }
        return octet;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        int read = super.read(to, offset, length);
        for (int at = offset; at < offset + read; at++) {
            count(to[at]);
        }
        return read;
    }

    private void count(byte octet) {
        octets++;
        if (octet == '\n') {
            if (afterReturn) {
                ended++;
            } else {
                bareFeeds++;
            }
            longest = Math.max(longest, line);
            line = 0;
        } else if (octet != '\r') {
            line++;
        }
        if (afterReturn && octet != '\n') {
            bareReturns++;
        }
        if (octet == 0) {
            nulls++;
        }
        afterReturn = octet == '\r';
    }

    void readToEnd() throws IOException {
        var chunk = new byte[CHUNK];
        while (read(chunk, 0, chunk.length) >= 0) {
            // Counting is all.
        }
        longest = Math.max(longest, line);
    }

    /** On its way each line ends with CR LF, also where a file has LF alone. */
    long octetsOnTheWay() {
        return octets + bareFeeds;
    }

    /** RFC 5322 section 2.1.1: without its end. */
    long longest() {
        return longest;
    }

    /** A file with line feeds only is a message as Unix keeps it; one with both ends is broken. */
    boolean mixesEnds() {
        return bareReturns > 0 || (bareFeeds > 0 && ended > 0);
    }

    boolean hasNulls() {
        return nulls > 0;
    }
}
