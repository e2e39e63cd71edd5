package whybounce.probe.replay;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Optional;
import java.util.function.Consumer;

/** Serves a script to one client after another, on loopback only. */
public final class ScriptedPeer implements Closeable {

    /** A client that says nothing for so long is gone; RFC 5321 section 4.5.3.2.7. */
    private static final int IDLE_MILLIS = 300_000;

    /** Clients are served one at a time; so many may wait. */
    private static final int WAITING = 50;

    private final Script script;
    private final Optional<ServerCertificate> certificate;
    private final Consumer<String> teller;
    private final ServerSocket socket;

    /**
     * Listens from now on.
     *
     * @param certificate what is shown where the script has encryption; needed there
     * @param port 0 for any that is free
     * @param teller is told what a person should know
     */
    public ScriptedPeer(Script script, Optional<ServerCertificate> certificate, int port, Consumer<String> teller)
            throws IOException {
        this.script = script;
        this.certificate = certificate;
        this.teller = teller;
        this.socket = new ServerSocket(port, WAITING, InetAddress.getLoopbackAddress());
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** Serves clients until it is closed. */
    public void serve() throws IOException {
        while (!socket.isClosed()) {
            serveOnce();
        }
    }

    /** Serves one client. */
    public void serveOnce() throws IOException {
        try (var client = socket.accept()) {
            client.setTcpNoDelay(true);
            client.setSoTimeout(IDLE_MILLIS);
            try {
                new Performance(client, certificate, teller).play(script.steps());
            } catch (SocketTimeoutException silent) {
                teller.accept("The client fell silent.");
            } catch (SocketException gone) {
                teller.accept("The client went away.");
            }
        } catch (SocketException closed) {
            if (!socket.isClosed()) {
                throw closed;
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
