package whybounce.dkim;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The forms in which headers and bodies are signed (RFC 6376 section 3.4); {@link CanonicalBody} has that of bodies. Octets
 * are one character each (ISO 8859-1), and lines end with CR LF.
 */
public enum Canonical {
    /** As it is, but for empty lines at the end of the body. */
    SIMPLE {
        @Override
        public String field(String field) {
            return field;
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
    };

    private static final String CRLF = "\r\n";

    /**
     * A header field.
     *
     * @param field with its folding and its line end
     */
    public abstract String field(String field);

    /** As it stands in the tag {@code c}. */
    String tag() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What a part of the tag {@code c} says. */
    static Optional<Canonical> of(String tag) {
        return Arrays.stream(values()).filter(form -> form.tag().equals(tag)).findFirst();
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
