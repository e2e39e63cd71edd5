package whybounce.dsn.write;

/** Looks at the octets of a message as they pass by. */
final class OriginalScan {

    /** RFC 5322 section 2.1.1. */
    private static final int MAX_LINE = 998;

    private final byte[] delimiter;
    private boolean nonAscii;
    private boolean binary;
    private boolean boundary;
    private boolean afterCr;
    private int column;
    private int matched;

    OriginalScan(String boundary) {
        this.delimiter = OriginalBytes.delimiter(boundary);
    }

    void take(byte[] chunk, int length) {
        int from = 0;
        for (int at = 0; at < length; at++) {
            if (chunk[at] == '\n') {
                words(chunk, from, at);
                lineFeed();
                from = at + 1;
            }
        }
        words(chunk, from, length);
    }

    OriginalBytes.Look look(boolean cut) {
        return new OriginalBytes.Look(nonAscii, binary || afterCr, boundary, cut);
    }

    private void lineFeed() {
        binary |= !afterCr || column - 1 > MAX_LINE;
        column = 0;
        matched = 0;
        afterCr = false;
    }

    /** A line, or what a chunk holds of it. */
    private void words(byte[] chunk, int from, int to) {
        if (from == to) {
            return;
        }
        delimiter(chunk, from, to);
        int odd = afterCr ? 1 : 0; // A CR and no LF behind it.
        int signs = 0;
        for (int at = from; at < to - 1; at++) {
            odd |= chunk[at] == 0 || chunk[at] == '\r' ? 1 : 0;
            signs |= chunk[at];
        }
        byte last = chunk[to - 1];
        nonAscii |= (signs | last) < 0;
        binary |= odd != 0 || last == 0;
        afterCr = last == '\r';
        column += to - from;
        binary |= column > MAX_LINE + 1;
    }

    private void delimiter(byte[] chunk, int from, int to) {
        for (int at = from; at < to && matched < delimiter.length && chunk[at] == delimiter[matched]; at++) {
            if (matched != column + at - from) {
                return; // Only at the start of a line.
            }
            matched++;
            boundary |= matched == delimiter.length;
        }
    }
}
