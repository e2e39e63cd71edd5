package whybounce.probe.session;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** What this machine is called, as far as it knows. */
public final class OwnName {

    private OwnName() {}

    /** The launcher knows it, and Java would look for services in all that it can load before it says it. */
    public static String get() {
        var host = System.getProperty("whybounce.host", "");
        if (!host.isEmpty()) {
            return host;
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }
}
