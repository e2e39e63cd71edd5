package whybounce.probe.plan;

import java.net.InetAddress;
import java.util.Optional;
import whybounce.dns.IpText;

/** An IP address that is written where a name could stand. */
public final class AddressLiteral {

    private AddressLiteral() {}

    /** An address, with brackets or without; no name is looked up. */
    public static Optional<InetAddress> of(String text) {
        return inBrackets(text).or(() -> bare(text));
    }

    /** RFC 5321 section 4.1.3: {@code [192.0.2.1]}, {@code [IPv6:2001:db8::1]}. */
    public static Optional<InetAddress> inBrackets(String text) {
        return IpText.literal(text);
    }

    public static Optional<InetAddress> bare(String text) {
        return IpText.address(text);
    }
}
