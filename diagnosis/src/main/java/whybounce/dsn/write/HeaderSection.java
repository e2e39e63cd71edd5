package whybounce.dsn.write;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The header of a message: ends in front of the blank line, and in any case soon after {@link #MAX}. */
final class HeaderSection extends FilterInputStream {

    /** A header of honest mail has a few thousand octets; a hostile message may be header all through. */
    static final int MAX = 256 * 1024;

    /** How far the line that is begun at {@link #MAX} may still go on. */
    private static final int LAST_LINE = 1_000;

    private boolean lineStart = true;
    private boolean ended;
    private boolean cut;
    private int given;

    HeaderSection(InputStream in) {
        super(in);
    }

    /** Whether lines were left out. */
    boolean cut() {
        return cut;
    }

    @Override
    public int read() throws IOException {
        if (ended || full()) {
            return -1;
        }
        int octet = in.read();
        if (octet < 0 || blank(octet)) {
            ended = true;
            return -1;
        }
        lineStart = octet == '\n';
        given++;
        return octet;
    }

    @Override
    public int read(byte[] to, int from, int length) throws IOException {
        int n = 0;
        while (n < length) {
            int octet = read();
            if (octet < 0) {
                return n == 0 ? -1 : n;
            }
            to[from + n++] = (byte) octet;
        }
        return n;
    }

    private boolean full() {
        cut |= given >= MAX && (lineStart || given >= MAX + LAST_LINE);
        return cut;
    }

    private boolean blank(int octet) throws IOException {
        if (!lineStart || octet == '\n') {
            return lineStart;
        }
        if (octet != '\r') {
            return false;
        }
        in.mark(1);
        boolean blank = in.read() == '\n';
        in.reset();
        return blank;
    }
}
