package whybounce.explain;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The encodings of ENVID and ORCPT values. */
public final class Xtext {

    private static final Pattern HEX = Pattern.compile("\\+([0-9A-F]{2})");

    private static final Pattern CODE_POINT = Pattern.compile("\\\\x\\{([0-9A-Fa-f]{2,6})}");

    private Xtext() {}

    /** The text that was encoded (RFC 3461 section 4); what is no xtext stays as it is. */
    public static String decode(String text) {
        return HEX.matcher(text).replaceAll(m -> literal(m.group(1)));
    }

    /** The address in an ORCPT of type utf-8 (RFC 6533 section 3: utf-8-addr-xtext, utf-8-addr-unitext). */
    public static String decodeUtf8(String text) {
        return CODE_POINT.matcher(decode(text)).replaceAll(m -> literal(m.group(1)));
    }

    private static String literal(String hex) {
        int c = Integer.parseInt(hex, 16);
        return Character.isValidCodePoint(c) ? Matcher.quoteReplacement(Character.toString(c)) : "?";
    }
}
