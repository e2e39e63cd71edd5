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
        for (int i = 0; i < length; i++) {
            take(chunk[i]);
        }
    }

    OriginalBytes.Look look(boolean cut) {
        return new OriginalBytes.Look(nonAscii, binary || afterCr, boundary, cut);
    }

    private void take(byte octet) {
        if (octet == '\n') {
            binary |= !afterCr || column - 1 > MAX_LINE;
            column = 0;
            matched = 0;
            afterCr = false;
            return;
        }
        binary |= afterCr || octet == 0;
        afterCr = octet == '\r';
        nonAscii |= octet < 0;
        if (matched == column && matched < delimiter.length && octet == delimiter[matched]) {
            matched++;
            boundary |= matched == delimiter.length;
        }
        column++;
        binary |= column > MAX_LINE + 1;
    }
}
