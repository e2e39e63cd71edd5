package whybounce.mailets.james;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** The JVM's own trust, whose refusals name the certificate. */
final class NamedTrust extends X509ExtendedTrustManager {

    private static final @Nullable KeyStore JVMS_OWN = null;

    private final X509ExtendedTrustManager trust;

    private NamedTrust(X509ExtendedTrustManager trust) {
        this.trust = trust;
    }

    /** Sockets with this trust; the JVM's plain ones where it is set up in a way that is not ours to repeat. */
    static SSLSocketFactory sockets() {
        var plain = (SSLSocketFactory) SSLSocketFactory.getDefault();
        // A client certificate, which the default context alone knows how to load.
        if (System.getProperty("javax.net.ssl.keyStore") != null) {
            return plain;
        }
        try {
            return trust().map(NamedTrust::new).map(NamedTrust::context).orElse(plain);
        } catch (GeneralSecurityException e) {
            return plain;
        }
    }

    private static Optional<X509ExtendedTrustManager> trust() throws GeneralSecurityException {
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(JVMS_OWN);
        return Arrays.stream(factory.getTrustManagers())
                .filter(X509ExtendedTrustManager.class::isInstance)
                .map(X509ExtendedTrustManager.class::cast)
                .findFirst();
    }

    private static SSLSocketFactory context(NamedTrust trust) {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {trust}, null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has TLS", e);
        }
    }

    private interface Check {
        void run() throws CertificateException;
    }

    private static void named(X509Certificate[] chain, Check check) throws CertificateException {
        try {
            check.run();
        } catch (CertificateException no) {
            throw new CertificateException(said(chain, no));
        }
    }

    private static String said(X509Certificate[] chain, CertificateException no) {
        if (chain.length == 0) {
            return IoFailure.message(no);
        }
        var leaf = chain[0];
        return "certificate of " + leaf.getSubjectX500Principal() + ", issued by " + leaf.getIssuerX500Principal()
                + ", valid until " + leaf.getNotAfter().toInstant() + ": " + fault(leaf, no);
    }

    /** In our words where we know it; the library's begin with names of its classes. */
    private static String fault(X509Certificate leaf, CertificateException no) {
        var causes = IoFailure.chain(no);
        if (any(causes, CertificateExpiredException.class)) {
            return "it, or one that vouches for it, has expired";
        }
        if (any(causes, CertificateNotYetValidException.class)) {
            return "it, or one that vouches for it, is not valid yet";
        }
        if (any(causes, CertPathBuilderException.class)) {
            return leaf.getSubjectX500Principal().equals(leaf.getIssuerX500Principal())
                    ? "only itself vouches for it"
                    : "no authority that we trust vouches for it";
        }
        return IoFailure.message(causes.getLast());
    }

    private static boolean any(List<Throwable> causes, Class<? extends Throwable> kind) {
        return causes.stream().anyMatch(kind::isInstance);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        named(chain, () -> trust.checkServerTrusted(chain, type, socket));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        named(chain, () -> trust.checkServerTrusted(chain, type, engine));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        named(chain, () -> trust.checkServerTrusted(chain, type));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        trust.checkClientTrusted(chain, type, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        trust.checkClientTrusted(chain, type, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        trust.checkClientTrusted(chain, type);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return trust.getAcceptedIssuers();
    }
}
