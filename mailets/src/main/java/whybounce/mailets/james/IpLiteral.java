package whybounce.mailets.james;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** An address in place of a name (RFC 5321 section 4.1.3), with or without its brackets. */
final class IpLiteral {

    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-f:.]*:[0-9a-f:.]*");
    private static final String IPV6_TAG = "ipv6:";

    private IpLiteral() {}

    /** Never asks the DNS. */
    static Optional<InetAddress> parse(String domain) {
        var text = domain.toLowerCase(Locale.ROOT).replaceAll("^\\[|]$", "");
        var bare = text.startsWith(IPV6_TAG) ? text.substring(IPV6_TAG.length()) : text;
        if (!IPV4.matcher(bare).matches() && !IPV6.matcher(bare).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(bare));
        } catch (UnknownHostException notOne) {
            return Optional.empty();
        }
    }
}
