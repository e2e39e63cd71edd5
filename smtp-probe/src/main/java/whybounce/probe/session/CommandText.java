package whybounce.probe.session;

import java.nio.charset.StandardCharsets;

/**
 * Refuses what would end a command early and begin another one, or slip a parameter into it. A mistake here would be
 * the caller's, so it is an {@link IllegalArgumentException}.
 */
final class CommandText {

    private CommandText() {}

    /** {@code value}, without control characters. */
    static String line(String what, String value) {
        for (int at = 0; at < value.length(); at++) {
            char c = value.charAt(at);
            if (Character.isISOControl(c) || (Character.isSurrogate(c) && !isPair(value, at))) {
                throw new IllegalArgumentException(
                        what + " has a character that no command may have: U+" + Integer.toHexString(c) + " at " + at);
            }
        }
        return value;
    }

    /** {@code value}, with neither control characters nor spaces, and not empty. */
    static String word(String what, String value) {
        if (line(what, value).isEmpty() || value.indexOf(' ') >= 0) {
            throw new IllegalArgumentException(what + " has to be one word: '" + value + "'");
        }
        return value;
    }

    /**
     * The path of MAIL and RCPT: an address, or nothing for the null sender, in angle brackets.
     *
     * @param utf8 whether SMTPUTF8 was asked for (RFC 6531 section 3.3)
     */
    static String path(String what, String address, boolean utf8) {
        line(what, address);
        if (!utf8 && !StandardCharsets.US_ASCII.newEncoder().canEncode(address)) {
            throw new IllegalArgumentException(what + " is not ASCII, which needs SMTPUTF8: " + address);
        }
        boolean quoted = false;
        for (int at = 0; at < address.length(); at++) {
            char c = address.charAt(at);
            if (quoted && c == '\\') {
                at++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == '<' || c == '>' || c == ' ')) {
                throw new IllegalArgumentException(what + " has a '" + c + "' outside of quotes: " + address);
            }
        }
        if (quoted) {
            throw new IllegalArgumentException(what + " has a quote that does not end: " + address);
        }
        return "<" + address + ">";
    }

    /** RFC 3461 section 4. */
    static String xtext(String value) {
        var encoded = new StringBuilder();
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            if (b > ' ' && b < 127 && b != '+' && b != '=') {
                encoded.append((char) b);
            } else {
                encoded.append('+').append(hex(b >> 4)).append(hex(b));
            }
        }
        return encoded.toString();
    }

    private static char hex(int nibble) {
        return "0123456789ABCDEF".charAt(nibble & 15);
    }

    private static boolean isPair(String value, int at) {
        char c = value.charAt(at);
        return Character.isHighSurrogate(c)
                ? at + 1 < value.length() && Character.isLowSurrogate(value.charAt(at + 1))
                : at > 0 && Character.isHighSurrogate(value.charAt(at - 1));
    }
}
