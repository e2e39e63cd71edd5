package whybounce.dkim;

import java.io.ByteArrayOutputStream;
import java.util.Locale;

/**
 * The forms in which headers and bodies are signed (RFC 6376 section 3.4). Octets are one character each (ISO 8859-1), and
 * lines end with CR LF.
 */
public enum Canonical {
    /** As it is, but for empty lines at the end of the body. */
    SIMPLE {
        @Override
        public String field(String field) {
            return field;
        }

        // RFC 6376 section 3.4.3: a body without anything is one line end.
        @Override
        public String body(String body) {
            return withoutEmptyLines(body) + CRLF;
        }
    },
    /** Tolerant of white space, as relays change it. */
    RELAXED {
        // RFC 6376 section 3.4.2.
        @Override
        public String field(String field) {
            int colon = field.indexOf(':');
            var name = squeezed(field.substring(0, Math.max(colon, 0))).toLowerCase(Locale.ROOT);
            var value = squeezed(field.substring(colon + 1).replace(CRLF, ""));
            return stripTrailing(name) + ":" + stripTrailing(value.startsWith(" ") ? value.substring(1) : value) + CRLF;
        }

        // RFC 6376 section 3.4.4: here a body without anything is nothing.
        @Override
        public String body(String body) {
            var out = new StringBuilder(body.length());
            int start = 0;
            for (int end = body.indexOf(CRLF); end >= 0; end = body.indexOf(CRLF, start)) {
                out.append(stripTrailing(squeezed(body.substring(start, end)))).append(CRLF);
                start = end + CRLF.length();
            }
            out.append(stripTrailing(squeezed(body.substring(start))));
            var lines = withoutEmptyLines(out.toString());
            return lines.isEmpty() ? "" : lines + CRLF;
        }
    };

    private static final String CRLF = "\r\n";

    /**
     * A header field.
     *
     * @param field with its folding and its line end
     */
    public abstract String field(String field);

    /** A body. */
    public abstract String body(String body);

    /** As it stands in the tag {@code c}. */
    String tag() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static String withoutEmptyLines(String body) {
        int end = body.length();
        while (body.startsWith(CRLF, end - CRLF.length())) {
            end -= CRLF.length();
        }
        return body.substring(0, end);
    }

    /** Spaces and tabs become one space. */
    private static String squeezed(String text) {
        var out = new StringBuilder(text.length());
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            boolean space = c == ' ' || c == '\t';
            if (!space) {
                out.append(c);
            } else if (out.isEmpty() || out.charAt(out.length() - 1) != ' ') {
                out.append(' ');
            }
        }
        return out.toString();
    }

    private static String stripTrailing(String text) {
        return text.endsWith(" ") ? text.substring(0, text.length() - 1) : text;
    }

    /** The message as it travels: CR and LF do not stand alone (RFC 5321 section 2.3.8), and the last line ends. */
    public static byte[] lines(byte[] message) {
        var out = new ByteArrayOutputStream(message.length + message.length / 40);
        boolean afterCr = false;
        boolean lineStart = true;
        for (byte octet : message) {
            if (octet == '\n' || afterCr) {
                end(out);
                lineStart = true;
            }
            afterCr = octet == '\r';
            if (!afterCr && octet != '\n') {
                out.write(octet);
                lineStart = false;
            }
        }
        if (afterCr || !lineStart) {
            end(out);
        }
        return out.toByteArray();
    }

    private static void end(ByteArrayOutputStream out) {
        out.write('\r');
        out.write('\n');
    }
}
