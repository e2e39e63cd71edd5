package whybounce.mailets.james;

import java.net.InetAddress;
import java.util.Optional;
import javax.mail.URLName;
import org.jspecify.annotations.Nullable;
import whybounce.failure.Peer;
import whybounce.failure.Peer.Role;

/**
 * A server to be tried.
 *
 * @param tls whether TLS begins before the first word (RFC 8314 section 3)
 */
record Target(String host, InetAddress address, int port, Role role, boolean tls) {

    /** RFC 5321 section 4.5.4.2. */
    static final int SMTP = 25;

    /** What James uses where {@code sslEnable} is set. */
    static final int SMTPS = 465;

    private static final @Nullable String NONE = null;

    Peer peer() {
        return new Peer(host, Optional.of(ip()), port, role);
    }

    String ip() {
        return address.getHostAddress();
    }

    URLName url() {
        return new URLName(tls ? "smtps" : "smtp", ip(), port, NONE, NONE, NONE);
    }
}
