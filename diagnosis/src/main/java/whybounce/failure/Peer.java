package whybounce.failure;

import java.util.Optional;

/**
 * The server that was talked to.
 *
 * @param host its name, as the MX record or the configuration gives it
 * @param address the IP address that was dialled, where known
 * @param port the TCP port
 * @param role why it was this server
 */
public record Peer(String host, Optional<String> address, int port, Role role) {

    /** Why a server is talked to. */
    public enum Role {
        /** A mail exchanger of the recipient's domain. */
        MX,
        /** The gateway that our own administrator configured. */
        SMART_HOST,
        /** Named by hand. */
        GIVEN
    }

    /** Whether it is a system of our own side. */
    public boolean isSmartHost() {
        return role == Role.SMART_HOST;
    }

    public static Peer mx(String host, String address) {
        return new Peer(host, Optional.of(address), 25, Role.MX);
    }
}
