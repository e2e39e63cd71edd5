package whybounce.dsn.write;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The part of the original that goes back, looked at once and then copied. It is never held in memory. */
final class OriginalBytes {

    /** Of the live heap, this is what copying costs. Most originals are smaller, and pay for all of it. */
    static final int CHUNK = 16 * 1024;

    /**
     * What one look found.
     *
     * @param nonAscii octets above 127
     * @param binary lines that RFC 2045 section 2.8 does not allow: longer than 998 octets, with NUL, or with a CR or LF alone
     * @param boundary whether the boundary that was asked for stands in it
     * @param cut whether header lines were left out
     */
    record Look(boolean nonAscii, boolean binary, boolean boundary, boolean cut) {
        String encoding() {
            return binary ? "binary" : nonAscii ? "8bit" : "7bit";
        }
    }

    private final Original original;
    private final byte[] chunk = new byte[CHUNK];

    OriginalBytes(Original original) {
        this.original = original;
    }

    /** Empty when the original cannot be read: a report without it is better than none. */
    Optional<Look> look(String boundary) {
        try (var in = open()) {
            var scan = new OriginalScan(boundary);
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                scan.take(chunk, n);
            }
            return Optional.of(scan.look(in instanceof HeaderSection headers && headers.cut()));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    void copy(OutputStream out) throws IOException {
        try (var in = open()) {
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                out.write(chunk, 0, n);
            }
        }
    }

    private InputStream open() throws IOException {
        var in = original.bytes().open();
        return original.returned() == Original.Returned.WHOLE
                ? in
                : new HeaderSection(new BufferedInputStream(in, CHUNK));
    }

    static byte[] delimiter(String boundary) {
        return ("--" + boundary).getBytes(StandardCharsets.US_ASCII);
    }
}
