package whybounce.probe.session;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import whybounce.probe.session.TlsReport.Agreed;

/** One TLS handshake of ours: takes any certificate, remembers what was shown, and judges it afterwards. */
final class Handshake {

    private static final String ALERT = "Received fatal alert: ";

    private final Tls wanted;
    private final Clock clock;
    private final Shown shown = new Shown();
    private Optional<Agreed> agreed = Optional.empty();

    Handshake(Tls wanted, Clock clock) {
        this.wanted = wanted;
        this.clock = clock;
    }

    /** Encrypts what goes over {@code plain} from now on. */
    SSLSocket run(Socket plain) throws IOException {
        var tls = (SSLSocket)
                context().getSocketFactory().createSocket(plain, wanted.serverName(), plain.getPort(), true);
        tls.setUseClientMode(true);
        nameServer(tls);
        tls.startHandshake();
        agreed = Optional.of(
                new Agreed(tls.getSession().getProtocol(), tls.getSession().getCipherSuite()));
        return tls;
    }

    TlsReport report() {
        return new TlsReport(
                wanted.serverName(), agreed, shown.chain, ChainJudge.judge(shown.chain, wanted, clock.instant()));
    }

    /** What went wrong, in words for a person. */
    static String words(IOException failed) {
        var message = Optional.ofNullable(failed.getMessage()).orElse("");
        int alert = message.indexOf(ALERT);
        if (alert >= 0) {
            return "the server ended the handshake: " + message.substring(alert + ALERT.length());
        }
        if (failed instanceof SocketTimeoutException) {
            return "the server fell silent in the handshake";
        }
        if (message.contains("Unsupported or unrecognized SSL message")) {
            return "what the server sent is no TLS";
        }
        return failed instanceof SSLException && !message.contains("terminated")
                ? "the handshake failed: " + message
                : "the server closed the connection in the handshake";
    }

    private SSLContext context() throws IOException {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(keys(), new TrustManager[] {shown}, new SecureRandom());
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("our own certificate cannot be used", e);
        }
    }

    private KeyManager[] keys() throws GeneralSecurityException, IOException {
        if (wanted.client().isEmpty()) {
            return new KeyManager[0];
        }
        var ours = wanted.client().get();
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("ours", ours.key(), new char[0], ours.chain().toArray(X509Certificate[]::new));
        var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, new char[0]);
        return factory.getKeyManagers();
    }

    // RFC 6066 section 3: no address, and no name that is none in the DNS.
    private void nameServer(SSLSocket tls) {
        var name = wanted.serverName();
        if (name.indexOf(':') >= 0 || name.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'))) {
            return;
        }
        try {
            var parameters = tls.getSSLParameters();
            parameters.setServerNames(List.of(new SNIHostName(name)));
            tls.setSSLParameters(parameters);
        } catch (IllegalArgumentException noName) {
            // A server that is known by such a name cannot be asked for by it.
        }
    }

    /** Remembers what the server showed. */
    private static final class Shown extends X509ExtendedTrustManager {

        private List<X509Certificate> chain = List.of();

        @Override
        public void checkServerTrusted(X509Certificate[] certificates, String authType) {
            chain = List.of(certificates);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] certificates, String authType, Socket socket) {
            chain = List.of(certificates);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] certificates, String authType, SSLEngine engine) {
            chain = List.of(certificates);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] certificates, String authType) {
            throw new UnsupportedOperationException("we are the client");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] certificates, String authType, Socket socket) {
            throw new UnsupportedOperationException("we are the client");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] certificates, String authType, SSLEngine engine) {
            throw new UnsupportedOperationException("we are the client");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
