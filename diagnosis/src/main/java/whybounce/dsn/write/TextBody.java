package whybounce.dsn.write;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A text part in UTF-8: as it stands where that is plain ASCII in short lines, else quoted-printable. */
final class TextBody {

    /** RFC 2045 section 6.7: encoded lines have at most 76 characters. */
    private static final int WIDTH = 76;

    private TextBody() {}

    /** Writes the part's header and its body; the lines of {@code text} have the ends of a mail's. */
    static void write(Lines out, String type, String text) throws IOException {
        var octets = text.getBytes(StandardCharsets.UTF_8);
        // A character outside of ASCII takes more than one octet. Control characters do not come so far.
        boolean plain = octets.length == text.length() && longestLine(text) < Lines.MUST;
        out.line("Content-Type: " + type + "; charset=utf-8");
        out.line("Content-Transfer-Encoding: " + (plain ? "7bit" : "quoted-printable"));
        out.blank();
        if (plain) {
            out.lines(octets);
            return;
        }
        for (var line : text.lines().toList()) {
            quoted(out, line);
        }
    }

    private static int longestLine(String text) {
        int longest = 0;
        for (int from = 0; from < text.length(); ) {
            int end = text.indexOf('\n', from);
            int to = end < 0 ? text.length() : end;
            longest = Math.max(longest, to - from);
            from = to + 1;
        }
        return longest;
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
