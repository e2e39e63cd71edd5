package whybounce.probe.home;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * A connection that is encrypted from the first byte, over another that counts what comes. The mail library encrypts on
 * its own as well, but then either asks nobody whom we trust, or makes the connection itself.
 */
final class Encrypted extends Socket {

    private final Socket plain;
    private final SSLSocketFactory factory;
    private Optional<SSLSocket> tls = Optional.empty();

    Encrypted(Socket plain, SSLSocketFactory factory) {
        this.plain = plain;
        this.factory = factory;
    }

    @Override
    public void connect(SocketAddress server) throws IOException {
        connect(server, 0);
    }

    @Override
    public void connect(SocketAddress server, int timeout) throws IOException {
        plain.connect(server, timeout);
        plain.setSoTimeout(timeout);
        var where = (InetSocketAddress) server;
        var encrypted = (SSLSocket) factory.createSocket(plain, where.getHostString(), where.getPort(), true);
        var parameters = encrypted.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS"); // RFC 9525: its name has to be in the certificate.
        encrypted.setSSLParameters(parameters);
        encrypted.startHandshake();
        tls = Optional.of(encrypted);
    }

    private SSLSocket tls() throws IOException {
        return tls.orElseThrow(() -> new SocketException("not connected"));
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return tls().getInputStream();
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return tls().getOutputStream();
    }

    @Override
    public void setSoTimeout(int timeout) throws SocketException {
        plain.setSoTimeout(timeout);
    }

    @Override
    public int getSoTimeout() throws SocketException {
        return plain.getSoTimeout();
    }

    @Override
    public boolean isConnected() {
        return plain.isConnected();
    }

    @Override
    public boolean isClosed() {
        return plain.isClosed();
    }

    @Override
    public synchronized void close() throws IOException {
        if (tls.isPresent()) {
            tls.get().close();
        }
        plain.close();
    }
}
