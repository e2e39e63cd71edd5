package whybounce.probe.session;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import whybounce.dns.IpText;
import whybounce.failure.Peer;
import whybounce.failure.Peer.Role;

/**
 * Where a conversation is held.
 *
 * @param host the server's name, as the MX record or the user gave it
 * @param role why it is this server
 */
public record Endpoint(String host, InetAddress address, int port, Role role) {

    /** A server that somebody named. */
    public static Endpoint given(String host, InetAddress address, int port) {
        return new Endpoint(host, address, port, Role.GIVEN);
    }

    /** The same for a report. */
    public Peer peer() {
        return new Peer(host, Optional.of(IpText.text(address)), port, role);
    }

    InetSocketAddress socketAddress() {
        return new InetSocketAddress(address, port);
    }
}
