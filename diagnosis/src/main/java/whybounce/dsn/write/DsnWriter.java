package whybounce.dsn.write;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import whybounce.dsn.write.OriginalBytes.Look;

/** Writes a report as a message: human part, machine part, original. Thread-safe. */
public final class DsnWriter {

    /** A boundary is looked for in the original; one that is found again and again was put there on purpose. */
    private static final int BOUNDARIES = 3;

    /** Writes the whole message, headers included, lines ended by CR LF. The original is copied as a stream. */
    public void write(Report report, OutputStream out) throws IOException {
        write(report, out, true);
    }

    /** As {@link #write}, without the explanations: for when explaining has failed. {@link Told#unexplained} suffices. */
    public void writePlain(Report report, OutputStream out) throws IOException {
        write(report, out, false);
    }

    private static void write(Report report, OutputStream out, boolean explained) throws IOException {
        var original = new OriginalBytes(report.original());
        var boundary = boundary(report.messageId(), 0);
        var look = original.look(boundary);
        for (int n = 1; look.filter(Look::boundary).isPresent(); n++) {
            boundary = boundary(
                    n < BOUNDARIES ? report.messageId() : UUID.randomUUID().toString(), n);
            look = original.look(boundary);
        }
        new Multipart(report, new Lines(out), boundary, original, look).write(out, explained);
    }

    /** The same for the same report, so that a report can be compared with what was expected. */
    private static String boundary(String seed, int n) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest((n + seed).getBytes(StandardCharsets.UTF_8));
            return "=_whybounce_" + HexFormat.of().formatHex(digest, 0, 12);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
