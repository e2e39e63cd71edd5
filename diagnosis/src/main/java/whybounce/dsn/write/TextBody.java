package whybounce.dsn.write;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A text part in UTF-8: as it stands where that is plain ASCII in short lines, else quoted-printable. */
final class TextBody {

    /** RFC 2045 section 6.7: encoded lines have at most 76 characters. */
    private static final int WIDTH = 76;

    private TextBody() {}

    /** Writes the part's header and its body; {@code text} has line feeds for line ends. */
    static void write(Lines out, String type, String text) throws IOException {
        boolean plain = text.chars().allMatch(c -> c < 0x7f && (c >= ' ' || c == '\n'))
                && text.lines().allMatch(line -> line.length() <= Lines.MUST);
        out.line("Content-Type: " + type + "; charset=utf-8");
        out.line("Content-Transfer-Encoding: " + (plain ? "7bit" : "quoted-printable"));
        out.blank();
        for (var line : text.lines().toList()) {
            if (plain) {
                out.line(line);
            } else {
                quoted(out, line);
            }
        }
    }

    private static void quoted(Lines out, String line) throws IOException {
        var encoded = new StringBuilder();
        var octets = line.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < octets.length; i++) {
            var next = quoted(octets[i], i == octets.length - 1);
            if (encoded.length() + next.length() > WIDTH - 1) {
                out.line(encoded + "=");
                encoded.setLength(0);
            }
            encoded.append(next);
        }
        out.line(encoded.toString());
    }

    private static String quoted(byte octet, boolean last) {
        boolean safe = (octet > ' ' && octet < 0x7f && octet != '=') || (octet == ' ' && !last);
        return safe ? Character.toString(octet) : String.format("=%02X", octet);
    }
}
