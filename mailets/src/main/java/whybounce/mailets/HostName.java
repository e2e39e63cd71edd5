package whybounce.mailets;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.mailet.MailetContext;

/** The name under which this relay reports. */
final class HostName {
    private HostName() {}

    /** The configured one, else the machine's when it is a full name, else the domain of the postmaster. */
    static String of(BounceSettings settings, MailetContext context) {
        return settings.hostName()
                .orElseGet(() -> isFull(machine())
                        ? machine()
                        : context.getPostmaster().getDomain().asString());
    }

    private static String machine() {
        try {
            return InetAddress.getLocalHost().getCanonicalHostName();
        } catch (UnknownHostException e) {
            return "";
        }
    }

    /** A dot, and no number at its end: not "localhost" and not an address. */
    private static boolean isFull(String name) {
        return name.contains(".") && !Character.isDigit(name.charAt(name.length() - 1));
    }
}
