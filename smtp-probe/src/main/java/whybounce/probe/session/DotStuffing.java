package whybounce.probe.session;

/**
 * Makes of a message what DATA wants (RFC 5321 section 4.5.2): lines end with CR LF, a dot in front of one is doubled,
 * and a dot alone ends it.
 */
final class DotStuffing {

    private static final int END = 5;

    private final byte[] out;
    private int length;
    private boolean lineStart = true;
    private boolean afterCr;

    /**
     * @param room how many octets are taken at once
     */
    DotStuffing(int room) {
        // Each octet becomes two at most, and CR LF, a dot and CR LF may be due.
        this.out = new byte[2 * room + END];
    }

    /** The octets to send. */
    byte[] out() {
        return out;
    }

    /** Takes some of the message and says how much of {@link #out} is to be sent. */
    int take(byte[] message, int count) {
        length = 0;
        for (int at = 0; at < count; at++) {
            take(message[at]);
        }
        return length;
    }

    // RFC 5321 section 2.3.8: CR and LF do not stand alone; servers that take them so can be tricked.
    private void take(byte octet) {
        if (octet == '\n') {
            endLine();
            return;
        }
        if (afterCr) {
            endLine();
        }
        if (octet == '\r') {
            afterCr = true;
            return;
        }
        if (lineStart && octet == '.') {
            out[length++] = '.';
        }
        out[length++] = octet;
        lineStart = false;
    }

    private void endLine() {
        out[length++] = '\r';
        out[length++] = '\n';
        lineStart = true;
        afterCr = false;
    }

    /** Adds to what was taken last what ends the message, and says how much of {@link #out} is to be sent. */
    int end() {
        if (!lineStart || afterCr) {
            endLine();
        }
        out[length++] = '.';
        endLine();
        return length;
    }
}
