package whybounce.dsn.read;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;

/** The notification reader's fuzz entry: anything may come, and nothing throws. */
public final class DsnFuzz {

    private static final String[] PIECES = {
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b",
        "Content-Type: message/delivery-status",
        "Content-Type: multipart/mixed; boundary=\"b",
        "Content-Type: ;;==\"",
        "Content-Transfer-Encoding: base64",
        "Content-Transfer-Encoding: quoted-printable",
        "--b",
        "--b--",
        "Reporting-MTA: dns; relay.example",
        "Final-Recipient: rfc822; ann@example.org",
        "Final-Recipient: ;",
        "Final-Recipient:",
        "Action: failed",
        "Action: delayed",
        "Action:",
        "Status: 5.1.1",
        "Status: 999.999.999",
        "Diagnostic-Code: smtp; 550-5.1.1 no",
        "Diagnostic-Code: ;",
        "Diagnostic-Code: smtp; \\x{110000}\\x{D800}$1",
        "550 5.1.1 \\x{E4}",
        " folded",
        "Last-Attempt-Date: Fri, 20 Nov 2026 08:15:02 +0000",
        "Arrival-Date: Fri, 31 Feb 999999 25:61:61 +9999",
        "Will-Retry-Until: never",
        "X-A: b",
        ":",
        "\u00ff\u00fe",
        "\0",
        "=3D=",
        "x".repeat(3_000)
    };

    private static final String[] ENDS = {"\r\n", "\r\n", "\r\n", "\n", "\r\n\r\n", "\r", ""};

    private DsnFuzz() {}

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        run(input);
    }

    static void run(byte[] input) {
        try {
            if (DsnReader.read(new ByteArrayInputStream(input)) instanceof Reading.Dsn dsn) {
                dsn.recipients().forEach(recipient -> recipient.outcome(Instant.EPOCH));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Half of them with a beginning that leads to the machine part. */
    static byte[] mutant(Random random) {
        var text = new StringBuilder(
                random.nextBoolean()
                        ? PIECES[0] + "\r\n\r\n--b\r\n" + PIECES[1] + (random.nextInt(4) == 0 ? "" : "\r\n\r\n")
                        : "");
        for (int i = random.nextInt(24); i > 0; i--) {
            text.append(random.nextInt(10) == 0 ? (char) random.nextInt(256) : PIECES[random.nextInt(PIECES.length)])
                    .append(ENDS[random.nextInt(ENDS.length)]);
        }
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
