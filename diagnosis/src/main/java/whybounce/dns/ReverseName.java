package whybounce.dns;

import java.net.InetAddress;

/** The name under which the DNS keeps the names of an address: RFC 1035 section 3.5, RFC 3596 section 2.5. */
public final class ReverseName {

    private static final int IPV4_OCTETS = 4;

    private ReverseName() {}

    /** {@code 1.2.0.192.in-addr.arpa} for 192.0.2.1. */
    public static String of(InetAddress address) {
        var suffix = address.getAddress().length == IPV4_OCTETS ? "in-addr.arpa" : "ip6.arpa";
        return labels(address) + "." + suffix;
    }

    /** Its first part, under which block lists keep an address too (RFC 5782 sections 2.1 and 2.4). */
    public static String labels(InetAddress address) {
        var octets = address.getAddress();
        var name = new StringBuilder();
        for (int i = octets.length - 1; i >= 0; i--) {
            name.append(name.isEmpty() ? "" : ".");
            if (octets.length == IPV4_OCTETS) {
                name.append(octets[i] & 0xff);
            } else {
                name.append(Character.forDigit(octets[i] & 0xf, 16))
                        .append('.')
                        .append(Character.forDigit(octets[i] >> 4 & 0xf, 16));
            }
        }
        return name.toString();
    }
}
