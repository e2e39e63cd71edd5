package whybounce.dkim;

import java.security.MessageDigest;
import java.util.Optional;

/**
 * Puts a body into its canonical form as it comes, and hashes it (RFC 6376 sections 3.4.3, 3.4.4 and 3.7). However large the
 * body is, a few kilobytes of it are kept.
 */
final class CanonicalBody {

    private static final int BUFFER = 8192;

    private final boolean relaxed;
    private final MessageDigest digest;
    private final long limit;
    private final byte[] out = new byte[BUFFER];
    private int waiting;
    private long length;
    private long emptyLines;
    private boolean inLine;
    private boolean afterSpace;
    private boolean afterCr;

    /**
     * For one body.
     *
     * @param limit octets of the form that are hashed, where the signature is for a part only ({@code l})
     */
    CanonicalBody(Canonical form, MessageDigest digest, Optional<Long> limit) {
        this.relaxed = form == Canonical.RELAXED;
        this.digest = digest;
        this.limit = limit.orElse(Long.MAX_VALUE);
    }

    void add(byte[] octets, int count) {
        for (int at = 0; at < count; at++) {
            add(octets[at]);
        }
    }

    // Files have lines that end with LF alone; on their way they get their CR (RFC 5321 section 2.3.8).
    private void add(byte octet) {
        if (octet == '\n') {
            afterCr = false;
            endLine();
            return;
        }
        if (afterCr) {
            content((byte) '\r');
        }
        afterCr = octet == '\r';
        if (!afterCr) {
            content(octet);
        }
    }

    private void content(byte octet) {
        if (relaxed && (octet == ' ' || octet == '\t')) {
            afterSpace = true;
            return;
        }
        for (; emptyLines > 0; emptyLines--) {
            putLineEnd();
        }
        if (afterSpace) {
            put((byte) ' ');
            afterSpace = false;
        }
        inLine = true;
        put(octet);
    }

    private void endLine() {
        afterSpace = false;
        if (inLine) {
            putLineEnd();
        } else {
            emptyLines++;
        }
        inLine = false;
    }

    private void putLineEnd() {
        put((byte) '\r');
        put((byte) '\n');
    }

    private void put(byte octet) {
        if (length < limit) {
            out[waiting] = octet;
            waiting++;
            if (waiting == BUFFER) {
                flush();
            }
        }
        length++;
    }

    private void flush() {
        digest.update(out, 0, waiting);
        waiting = 0;
    }

    /** Ends the body; empty lines at its end do not count. */
    byte[] hash() {
        if (afterCr) {
            content((byte) '\r');
        }
        if (inLine) {
            endLine();
        }
        // RFC 6376 section 3.4.3: a body without anything is one line end; in the other form it is nothing.
        if (!relaxed && length == 0) {
            putLineEnd();
        }
        flush();
        return digest.digest();
    }

    /** Of the form, once it has ended. */
    long length() {
        return length;
    }
}
