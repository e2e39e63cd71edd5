package whybounce.mailets.james;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * TLS to a server that is dialled by its address and known by its name: the name goes into the handshake (RFC 6066
 * section 3) and is what the certificate is held against. James looks such names up a second time instead, with another
 * resolver than its own.
 */
final class NamedTls extends SSLSocketFactory {

    private final SSLSocketFactory sockets;
    private final String name;
    private final boolean verifyName;

    NamedTls(SSLSocketFactory sockets, String name, boolean verifyName) {
        this.sockets = sockets;
        this.name = name;
        this.verifyName = verifyName;
    }

    @Override
    public Socket createSocket(Socket plain, String address, int port, boolean autoClose) throws IOException {
        var socket = sockets.createSocket(plain, name, port, autoClose);
        if (verifyName && socket instanceof SSLSocket tls) {
            var parameters = tls.getSSLParameters();
            // RFC 6125 as HTTPS applies it: the JDK has no way of its own for SMTP.
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            tls.setSSLParameters(parameters);
        }
        return socket;
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return sockets.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return sockets.getSupportedCipherSuites();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return sockets.createSocket(host, port);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
        return sockets.createSocket(host, port, from, fromPort);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return sockets.createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
        return sockets.createSocket(host, port, from, fromPort);
    }
}
