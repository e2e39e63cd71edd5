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
        boolean plain = isPlain(text);
        out.line("Content-Type: " + type + "; charset=utf-8");
        out.line("Content-Transfer-Encoding: " + (plain ? "7bit" : "quoted-printable"));
        out.blank();
        if (plain) {
            out.lines(text);
            return;
        }
        for (var line : text.lines().toList()) {
            quoted(out, line);
        }
    }

    private static boolean isPlain(String text) {
        int lineStart = 0;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\n') {
                lineStart = at + 1;
            } else if (c < ' ' || c >= 0x7f || at - lineStart >= Lines.MUST) {
                return false;
            }
        }
        return true;
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
