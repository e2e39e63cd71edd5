package whybounce.check.spf;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import whybounce.check.spf.MacroString.Escape;
import whybounce.check.spf.MacroString.Expand;
import whybounce.check.spf.MacroString.Literal;
import whybounce.dns.IpText;

/** What macros stand for in one check (RFC 7208 section 7). */
final class Macros {

    /** RFC 7208 section 7.3: what is longer loses labels on its left. */
    private static final int LONGEST_NAME = 253;

    /** Of an expansion: a few lines. Macros could make a text of megabytes out of one record. */
    private static final int LONGEST = 4_000;

    private final SpfQuery query;
    private final String receiver;
    private final InstantSource clock;

    Macros(SpfQuery query, String receiver, InstantSource clock) {
        this.query = query;
        this.receiver = receiver;
        this.clock = clock;
    }

    /**
     * The text.
     *
     * @param domain whose record it is
     * @param validated gives the name of {@code %{p}}
     */
    String expand(MacroString macro, String domain, Function<String, String> validated) {
        var text = new StringBuilder();
        for (var part : macro.parts()) {
            switch (part) {
                case Literal(var literal) -> text.append(literal);
                case Escape(var sign) -> text.append(sign);
                case Expand expand -> text.append(transformed(value(expand.letter(), domain, validated), expand));
            }
            if (text.length() > LONGEST) {
                break;
            }
        }
        return text.toString();
    }

    /** The text as a name to ask for. */
    String name(MacroString macro, String domain, Function<String, String> validated) {
        var name = expand(macro, domain, validated);
        if (name.endsWith(".")) {
            name = name.substring(0, name.length() - 1);
        }
        while (name.length() > LONGEST_NAME && name.indexOf('.') >= 0) {
            name = name.substring(name.indexOf('.') + 1);
        }
        return name;
    }

    private String value(char letter, String domain, Function<String, String> validated) {
        return switch (letter) {
            case 's' -> query.localPart() + "@" + query.domain();
            case 'l' -> query.localPart();
            case 'o' -> query.domain();
            case 'd' -> domain;
            case 'i' -> dotted(query.address());
            case 'p' -> validated.apply(domain);
            case 'v' -> query.isIpv4() ? "in-addr" : "ip6";
            case 'h' -> query.helo();
            case 'c' -> IpText.text(query.address());
            case 'r' -> receiver;
            case 't' -> Long.toString(clock.instant().getEpochSecond());
            default -> throw new IllegalArgumentException("no macro: " + letter);
        };
    }

    // RFC 7208 section 7.4: an IPv6 address as its nibbles.
    private static String dotted(InetAddress address) {
        var octets = address.getAddress();
        if (octets.length == 4) {
            return address.getHostAddress();
        }
        var text = new StringBuilder();
        for (byte octet : octets) {
            text.append(text.isEmpty() ? "" : ".")
                    .append(Character.forDigit(octet >> 4 & 0xf, 16))
                    .append('.')
                    .append(Character.forDigit(octet & 0xf, 16));
        }
        return text.toString().toUpperCase(Locale.ROOT);
    }

    private static String transformed(String value, Expand expand) {
        var parts = split(value, expand.delimiters());
        if (expand.reversed()) {
            Collections.reverse(parts);
        }
        var kept = parts.subList(Math.max(0, parts.size() - expand.most()), parts.size());
        var text = String.join(".", kept);
        return expand.escaped() ? urlEscaped(text) : text;
    }

    private static List<String> split(String value, String delimiters) {
        var parts = new ArrayList<String>();
        int from = 0;
        for (int at = 0; at < value.length(); at++) {
            if (delimiters.indexOf(value.charAt(at)) >= 0) {
                parts.add(value.substring(from, at));
                from = at + 1;
            }
        }
        parts.add(value.substring(from));
        return parts;
    }

    // RFC 3986 section 2.3: unreserved characters stay.
    private static String urlEscaped(String text) {
        var escaped = new StringBuilder();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xff);
            if (c < 0x80 && (Character.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0)) {
                escaped.append(c);
            } else {
                escaped.append(String.format(Locale.ROOT, "%%%02X", (int) c));
            }
        }
        return escaped.toString();
    }
}
