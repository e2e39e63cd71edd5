package whybounce.explain;

import java.util.regex.Pattern;

/** The encoding of ENVID and ORCPT values (RFC 3461 section 4). */
public final class Xtext {

    private static final Pattern HEX = Pattern.compile("\\+([0-9A-F]{2})");

    // RFC 6533 section 3: utf-8-addr-xtext and utf-8-addr-unitext, inside xtext.
    private static final Pattern CODE_POINT = Pattern.compile("\\\\x\\{([0-9A-Fa-f]{2,6})}");

    private Xtext() {}

    /** The decoded text; what is no xtext stays as it is. */
    public static String decode(String text) {
        var octets = HEX.matcher(text).replaceAll(m -> literal(Integer.parseInt(m.group(1), 16)));
        return CODE_POINT.matcher(octets).replaceAll(m -> literal(Integer.parseInt(m.group(1), 16)));
    }

    private static String literal(int c) {
        return Character.isValidCodePoint(c) ? java.util.regex.Matcher.quoteReplacement(Character.toString(c)) : "?";
    }
}
