package whybounce.check.spf;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import whybounce.check.AddressRange;
import whybounce.check.spf.SpfTerm.Broken;
import whybounce.check.spf.SpfTerm.Kind;
import whybounce.check.spf.SpfTerm.Mechanism;
import whybounce.check.spf.SpfTerm.Modifier;
import whybounce.check.spf.SpfTerm.Prefix;
import whybounce.dns.IpText;

/** How one term is read (RFC 7208 section 12), and what is wrong with one that cannot be. */
final class SpfSyntax {

    private static final Map<Character, SpfResult> QUALIFIERS =
            Map.of('+', SpfResult.PASS, '-', SpfResult.FAIL, '~', SpfResult.SOFTFAIL, '?', SpfResult.NEUTRAL);

    private static final String NO_DOMAIN = "no domain name: it must end in a dot and a top-level name, or in a macro";
    private static final String NO_LENGTH = "no prefix length";

    private SpfSyntax() {}

    static SpfTerm term(String text) {
        if (!text.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            return new Broken(text, "a character that is no visible ASCII");
        }
        int end = nameEnd(text);
        return end < text.length() && text.charAt(end) == '='
                ? modifier(text, text.substring(0, end), text.substring(end + 1))
                : mechanism(text);
    }

    private static int nameEnd(String text) {
        int at = 0;
        while (at < text.length() && "=:/".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return at;
    }

    private static SpfTerm modifier(String text, String name, String value) {
        if (!isName(name)) {
            return new Broken(text, "no name of a modifier before the equals sign");
        }
        var macro = MacroString.parse(value, true);
        boolean known = name.equalsIgnoreCase("redirect") || name.equalsIgnoreCase("exp");
        if (known
                && MacroString.parse(value, false)
                        .filter(MacroString::isDomainSpec)
                        .isEmpty()) {
            return new Broken(text, NO_DOMAIN);
        }
        return macro.<SpfTerm>map(read -> new Modifier(text, name.toLowerCase(Locale.ROOT), read))
                .orElseGet(() -> new Broken(text, "a percent sign that begins no macro"));
    }

    private static boolean isName(String name) {
        return !name.isEmpty()
                && Character.isLetter(name.charAt(0))
                && name.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == '.');
    }

    private static SpfTerm mechanism(String text) {
        var qualifier = Optional.ofNullable(QUALIFIERS.get(text.charAt(0)));
        var bare = qualifier.isPresent() ? text.substring(1) : text;
        var name = bare.substring(0, nameEnd(bare));
        var rest = bare.substring(name.length());
        var onMatch = qualifier.orElse(SpfResult.PASS);
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "all" ->
                rest.isEmpty()
                        ? new Mechanism(text, onMatch, Kind.ALL, Optional.empty(), Prefix.WHOLE, Optional.empty())
                        : new Broken(text, "something behind \"all\"");
            case "include" -> named(text, onMatch, Kind.INCLUDE, rest, true);
            case "exists" -> named(text, onMatch, Kind.EXISTS, rest, true);
            case "ptr" -> named(text, onMatch, Kind.PTR, rest, false);
            case "a" -> host(text, onMatch, Kind.A, rest);
            case "mx" -> host(text, onMatch, Kind.MX, rest);
            case "ip4" -> network(text, onMatch, Kind.IP4, rest);
            case "ip6" -> network(text, onMatch, Kind.IP6, rest);
            default -> new Broken(text, "no mechanism of that name");
        };
    }

    private static SpfTerm named(String text, SpfResult onMatch, Kind kind, String rest, boolean required) {
        return named(text, onMatch, kind, rest, required, Prefix.WHOLE);
    }

    private static SpfTerm named(
            String text, SpfResult onMatch, Kind kind, String rest, boolean required, Prefix prefix) {
        if (rest.isEmpty() && !required) {
            return new Mechanism(text, onMatch, kind, Optional.empty(), prefix, Optional.empty());
        }
        var domain = rest.startsWith(":")
                ? MacroString.parse(rest.substring(1), false).filter(MacroString::isDomainSpec)
                : Optional.<MacroString>empty();
        return domain.isEmpty()
                ? new Broken(text, NO_DOMAIN)
                : new Mechanism(text, onMatch, kind, domain, prefix, Optional.empty());
    }

    // RFC 7208 section 5.3: dual-cidr-length = [ "/" ipv4 ] [ "//" ipv6 ]
    private static SpfTerm host(String text, SpfResult onMatch, Kind kind, String rest) {
        int v6 = rest.lastIndexOf("//");
        boolean hasV6 = v6 >= 0 && isDigits(rest.substring(v6 + 2));
        var before = hasV6 ? rest.substring(0, v6) : rest;
        int v4 = before.lastIndexOf('/');
        boolean hasV4 = v4 >= 0 && isDigits(before.substring(v4 + 1));
        int bits6 = hasV6 ? length(rest.substring(v6 + 2), Prefix.IPV6_BITS) : Prefix.IPV6_BITS;
        int bits4 = hasV4 ? length(before.substring(v4 + 1), Prefix.IPV4_BITS) : Prefix.IPV4_BITS;
        if (bits4 < 0 || bits6 < 0) {
            return new Broken(text, NO_LENGTH);
        }
        var domain = hasV4 ? before.substring(0, v4) : before;
        return named(text, onMatch, kind, domain, false, new Prefix(bits4, bits6));
    }

    private static SpfTerm network(String text, SpfResult onMatch, Kind kind, String rest) {
        int slash = rest.indexOf('/');
        var address = slash < 0 ? rest : rest.substring(0, slash);
        int all = kind == Kind.IP4 ? Prefix.IPV4_BITS : Prefix.IPV6_BITS;
        var literal = address.startsWith(":") ? address.substring(1) : "";
        var octets = kind == Kind.IP4 ? IpText.v4(literal) : IpText.v6(literal);
        int bits = slash < 0 ? all : length(rest.substring(slash + 1), all);
        if (octets.isEmpty()) {
            return new Broken(text, kind == Kind.IP4 ? "no IPv4 address" : "no IPv6 address");
        }
        if (bits < 0) {
            return new Broken(text, NO_LENGTH);
        }
        return new Mechanism(
                text, onMatch, kind, Optional.empty(), Prefix.WHOLE, Optional.of(new AddressRange(octets.get(), bits)));
    }

    private static boolean isDigits(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** -1 for what is none; RFC 7208 section 12 allows no leading zero. */
    private static int length(String digits, int most) {
        if (!isDigits(digits) || digits.length() > 3 || (digits.length() > 1 && digits.startsWith("0"))) {
            return -1;
        }
        int value = Integer.parseInt(digits);
        return value > most ? -1 : value;
    }
}
