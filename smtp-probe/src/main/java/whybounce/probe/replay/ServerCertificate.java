package whybounce.probe.replay;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import whybounce.probe.session.TlsReport;

/** What a server of ours shows in a handshake, and its private key. */
public final class ServerCertificate {

    private final SSLContext context;

    /**
     * A certificate.
     *
     * @param chain the server's own first
     */
    public ServerCertificate(PrivateKey key, List<X509Certificate> chain) throws IOException {
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("server", key, new char[0], chain.toArray(X509Certificate[]::new));
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, new char[0]);
            context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificate and its key cannot be used", e);
        }
    }

    /** One with the names and dates of what a server showed, that nobody else vouches for. */
    public static ServerCertificate like(TlsReport recorded) throws IOException {
        return SelfSigned.like(recorded);
    }

    /**
     * The server's side of a connection, before the handshake.
     *
     * @param ahead what was read of it already
     */
    SSLSocket over(Socket client, InputStream ahead) throws IOException {
        return (SSLSocket) context.getSocketFactory().createSocket(client, ahead, true);
    }
}
