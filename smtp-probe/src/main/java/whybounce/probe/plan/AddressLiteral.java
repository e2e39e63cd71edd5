package whybounce.probe.plan;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;

/** An IP address that is written where a name could stand. */
public final class AddressLiteral {

    private static final String IPV6 = "ipv6:";
    private static final int IPV4_PARTS = 4;
    private static final int HIGHEST = 255;

    private AddressLiteral() {}

    /** An address, with brackets or without; no name is looked up. */
    public static Optional<InetAddress> of(String text) {
        return inBrackets(text).or(() -> bare(text));
    }

    /** RFC 5321 section 4.1.3: {@code [192.0.2.1]}, {@code [IPv6:2001:db8::1]}. */
    public static Optional<InetAddress> inBrackets(String text) {
        if (!text.startsWith("[") || !text.endsWith("]")) {
            return Optional.empty();
        }
        var inner = text.substring(1, text.length() - 1);
        boolean tagged = inner.toLowerCase(Locale.ROOT).startsWith(IPV6);
        return bare(tagged ? inner.substring(IPV6.length()) : inner);
    }

    public static Optional<InetAddress> bare(String text) {
        if (!isIpv4(text) && !isIpv6(text)) {
            return Optional.empty();
        }
        try {
            // No name is looked up: what looks like an address is read as one.
            return Optional.of(InetAddress.getAllByName(text)[0]);
        } catch (UnknownHostException none) {
            return Optional.empty();
        }
    }

    private static boolean isIpv6(String text) {
        return text.indexOf(':') >= 0
                && text.chars().allMatch(c -> c == ':' || c == '.' || Character.digit(c, 16) >= 0);
    }

    private static boolean isIpv4(String text) {
        var parts = text.split("\\.", -1);
        for (var part : parts) {
            if (part.isEmpty()
                    || part.length() > 3
                    || !part.chars().allMatch(c -> c >= '0' && c <= '9')
                    || Integer.parseInt(part) > HIGHEST) {
                return false;
            }
        }
        return parts.length == IPV4_PARTS;
    }
}
