package whybounce.mailets.james;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.Optional;
import java.util.Properties;
import javax.net.SocketFactory;

/** Plain sockets that note from which address of ours they connected: javax.mail shows its socket to nobody. */
final class NotedSockets extends SocketFactory {

    private Optional<InetAddress> local = Optional.empty();

    /** The address of the last connection that came about. */
    Optional<InetAddress> local() {
        return local;
    }

    /** Puts these sockets into the properties of one session. */
    void prepare(Properties properties, String prefix) {
        properties.put(prefix + ".socketFactory", this);
        // Else javax.mail dials a second time, without them, when a connection fails.
        properties.put(prefix + ".socketFactory.fallback", "false");
    }

    private final class Noted extends Socket {
        @Override
        public void connect(SocketAddress there, int timeout) throws IOException {
            super.connect(there, timeout);
            local = Optional.of(getLocalAddress());
        }
    }

    @Override
    public Socket createSocket() {
        return new Noted();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return getDefault().createSocket(host, port);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
        return getDefault().createSocket(host, port, from, fromPort);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return getDefault().createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
        return getDefault().createSocket(host, port, from, fromPort);
    }
}
