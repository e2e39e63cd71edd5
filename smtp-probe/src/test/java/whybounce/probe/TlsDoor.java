package whybounce.probe;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import whybounce.probe.session.TestCertificates;

/** Encryption in front of a server on loopback that has none, with the certificate of this name. */
final class TlsDoor implements AutoCloseable {

    private final ServerSocket socket;
    private final int behind;

    private TlsDoor(ServerSocket socket, int behind) {
        this.socket = socket;
        this.behind = behind;
    }

    static TlsDoor before(int port, String certificate) throws IOException {
        var factory = TestCertificates.server(certificate).getServerSocketFactory();
        var door = new TlsDoor(factory.createServerSocket(0, 10, InetAddress.getLoopbackAddress()), port);
        Thread.ofPlatform().daemon().start(door::serve);
        return door;
    }

    int port() {
        return socket.getLocalPort();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try {
                var client = socket.accept();
                var server = new Socket(InetAddress.getLoopbackAddress(), behind);
                Thread.ofPlatform().daemon().start(() -> pass(client, server));
                Thread.ofPlatform().daemon().start(() -> pass(server, client));
            } catch (IOException gone) {
                // A client that did not like us, or the end.
            }
        }
    }

    private static void pass(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException gone) {
            // The other direction ends with it.
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
