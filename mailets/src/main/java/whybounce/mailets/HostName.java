package whybounce.mailets;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.mailet.MailetContext;

/** The name under which this relay reports. */
final class HostName {
    private HostName() {}

    /**
     * The configured one, else the machine's when it is a full name, else the domain of the postmaster. James knows its
     * postmaster only after it has initialised its mailets, so this one is asked for late.
     */
    static Supplier<String> of(BounceSettings settings, MailetContext context) {
        var fixed = settings.hostName().or(HostName::fullMachine);
        return () -> fixed.orElseGet(() -> context.getPostmaster().getDomain().asString());
    }

    private static Optional<String> fullMachine() {
        return Optional.of(machine()).filter(HostName::isFull);
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
