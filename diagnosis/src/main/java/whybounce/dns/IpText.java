package whybounce.dns;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * Addresses as they are written. Nothing is looked up, and nothing is guessed: {@code 10.1} and {@code 010.0.0.1} are no
 * addresses here, since programs do not agree on what they mean.
 */
public final class IpText {

    private static final int IPV4_OCTETS = 4;
    private static final int IPV6_OCTETS = 16;

    /** 39 for IPv6; 45 with an IPv4 address at its end. */
    private static final int LONGEST = 45;

    private static final String IPV6_TAG = "IPv6:";

    private IpText() {}

    /** An IPv4 address inside IPv6 ({@code ::ffff:192.0.2.1}) becomes the IPv4 address. */
    public static Optional<InetAddress> address(String text) {
        return v4(text).or(() -> v6(text)).map(IpText::of);
    }

    /** In place of a domain (RFC 5321 section 4.1.3): {@code [192.0.2.1]}, {@code [IPv6:2001:db8::1]}. */
    public static Optional<InetAddress> literal(String text) {
        if (!text.startsWith("[") || !text.endsWith("]")) {
            return Optional.empty();
        }
        var inner = text.substring(1, text.length() - 1);
        boolean tagged = inner.regionMatches(true, 0, IPV6_TAG, 0, IPV6_TAG.length());
        return address(tagged ? inner.substring(IPV6_TAG.length()) : inner);
    }

    /** As RFC 5952 section 4 wants it written: in lower case, and the longest run of zeros left out. */
    public static String text(InetAddress address) {
        var octets = address.getAddress();
        if (octets.length == IPV4_OCTETS) {
            return address.getHostAddress();
        }
        var groups = new int[octets.length / 2];
        for (int i = 0; i < groups.length; i++) {
            groups[i] = (octets[2 * i] & 0xff) << 8 | (octets[2 * i + 1] & 0xff);
        }
        return text(groups);
    }

    private static String text(int[] groups) {
        int from = -1;
        int length = 1; // RFC 5952 section 4.2.2: a single zero is written.
        for (int i = 0; i < groups.length; i++) {
            int end = i;
            while (end < groups.length && groups[end] == 0) {
                end++;
            }
            if (end - i > length) {
                from = i;
                length = end - i;
            }
        }
        var text = new StringBuilder();
        for (int i = 0; i < groups.length; i++) {
            if (i == from) {
                text.append("::");
                i += length - 1;
            } else {
                text.append(text.isEmpty() || text.charAt(text.length() - 1) == ':' ? "" : ":")
                        .append(Integer.toHexString(groups[i]));
            }
        }
        return text.toString();
    }

    private static InetAddress of(byte[] octets) {
        try {
            return InetAddress.getByAddress(octets);
        } catch (UnknownHostException wrongLength) {
            throw new IllegalArgumentException(wrongLength);
        }
    }

    /** The four octets of {@code 192.0.2.1}. */
    public static Optional<byte[]> v4(String text) {
        var octets = new byte[IPV4_OCTETS];
        var parts = text.length() > LONGEST ? new String[0] : text.split("\\.", -1);
        if (parts.length != IPV4_OCTETS) {
            return Optional.empty();
        }
        for (int i = 0; i < IPV4_OCTETS; i++) {
            int value = number(parts[i], 10, 3);
            if (value < 0 || value > 255 || (parts[i].length() > 1 && parts[i].startsWith("0"))) {
                return Optional.empty();
            }
            octets[i] = (byte) value;
        }
        return Optional.of(octets);
    }

    /** The sixteen octets of {@code 2001:db8::1} (RFC 4291 section 2.2). */
    public static Optional<byte[]> v6(String text) {
        if (text.length() > LONGEST || text.indexOf(':') < 0) {
            return Optional.empty();
        }
        int gap = text.indexOf("::");
        if (gap < 0) {
            return groups(text).filter(octets -> octets.length == IPV6_OCTETS);
        }
        var head = groups(text.substring(0, gap));
        var tail = groups(text.substring(gap + 2));
        if (head.isEmpty()
                || tail.isEmpty()
                || text.substring(0, gap).contains(".")
                || head.get().length + tail.get().length > IPV6_OCTETS - 2) {
            return Optional.empty();
        }
        var octets = new byte[IPV6_OCTETS];
        System.arraycopy(head.get(), 0, octets, 0, head.get().length);
        System.arraycopy(tail.get(), 0, octets, IPV6_OCTETS - tail.get().length, tail.get().length);
        return Optional.of(octets);
    }

    private static Optional<byte[]> groups(String text) {
        if (text.isEmpty()) {
            return Optional.of(new byte[0]);
        }
        var parts = text.split(":", -1);
        boolean mixed = parts[parts.length - 1].contains(".");
        var octets = new byte[2 * parts.length + (mixed ? 2 : 0)];
        for (int i = 0; i < parts.length - (mixed ? 1 : 0); i++) {
            int value = number(parts[i], 16, 4);
            if (value < 0) {
                return Optional.empty();
            }
            octets[2 * i] = (byte) (value >> 8);
            octets[2 * i + 1] = (byte) value;
        }
        if (!mixed) {
            return Optional.of(octets);
        }
        return v4(parts[parts.length - 1]).map(last -> {
            System.arraycopy(last, 0, octets, octets.length - IPV4_OCTETS, IPV4_OCTETS);
            return octets;
        });
    }

    /** -1 for what is no number of at most so many digits. */
    private static int number(String digits, int radix, int most) {
        if (digits.isEmpty() || digits.length() > most) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            int digit = c < 0x80 ? Character.digit(c, radix) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value * radix + digit;
        }
        return value;
    }
}
