package whybounce.dsn.write;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes lines ended by CR LF, and folds header fields. */
final class Lines {

    /** RFC 5322 section 2.1.1: a line should stay within 78 characters. */
    static final int SHOULD = 76;

    /** RFC 5322 section 2.1.1: a line must stay within 998 octets; a word without a space is broken here. */
    static final int MUST = 900;

    /** RFC 5322 section 2.3. */
    static final String END = "\r\n";

    private static final byte[] CRLF = END.getBytes(StandardCharsets.US_ASCII);

    private final OutputStream out;

    Lines(OutputStream out) {
        this.out = out;
    }

    Lines line(String line) throws IOException {
        out.write(line.getBytes(StandardCharsets.UTF_8));
        out.write(CRLF);
        return this;
    }

    /** Lines that have their ends. */
    Lines lines(byte[] lines) throws IOException {
        out.write(lines);
        return this;
    }

    Lines blank() throws IOException {
        return line("");
    }

    /** A header field; {@code value} must have no line breaks. */
    Lines field(String name, String value) throws IOException {
        return line(folded(name + ": " + value));
    }

    /** {@code text} folded in front of its spaces, so that unfolding (RFC 5322 section 2.2.3) gives it back. */
    static String folded(String text) {
        if (text.length() <= SHOULD) {
            return text;
        }
        var folded = new StringBuilder();
        int from = 0;
        while (text.length() - from > SHOULD) {
            int at = breakAt(text, from);
            if (at < 0) {
                break;
            }
            folded.append(text, from, at).append(text.charAt(at) == ' ' ? "\r\n" : "\r\n ");
            from = at;
        }
        return folded.append(text, from, text.length()).toString();
    }

    /** The last good place within the line, else the first one behind it, else the hard limit; -1 where none is needed. */
    private static int breakAt(String text, int from) {
        for (int at = from + SHOULD; at > from + 1; at--) {
            if (good(text, from, at)) {
                return at;
            }
        }
        for (int at = from + SHOULD + 1; at < Math.min(text.length(), from + MUST); at++) {
            if (good(text, from, at)) {
                return at;
            }
        }
        return text.length() - from > MUST ? from + MUST : -1;
    }

    private static boolean good(String text, int from, int at) {
        return text.charAt(at) == ' '
                && text.charAt(at - 1) != ' '
                && !text.substring(from, at).isBlank()
                // The field's name and colon keep at least one word on their line.
                && text.charAt(at - 1) != ':'
                && !codeBehind(text, at)
                && !text.substring(at).isBlank();
    }

    // Lines of a multi-line reply begin with a code behind a fold, and nothing else may look so.
    private static boolean codeBehind(String text, int at) {
        return at + 4 < text.length()
                && Character.isDigit(text.charAt(at + 1))
                && Character.isDigit(text.charAt(at + 2))
                && Character.isDigit(text.charAt(at + 3))
                && (text.charAt(at + 4) == ' ' || text.charAt(at + 4) == '-');
    }
}
