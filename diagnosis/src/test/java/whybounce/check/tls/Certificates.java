package whybounce.check.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Certificates for mx.example.org and mta-sts.example.org, from a file made with keytool: server and expired are signed by
 * authority, other is for another name, alone by itself.
 */
final class Certificates {

    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final KeyStore STORE = store();

    private Certificates() {}

    private static KeyStore store() {
        try (var in = Objects.requireNonNull(Certificates.class.getResourceAsStream("certificates.p12"))) {
            var store = KeyStore.getInstance("PKCS12");
            store.load(in, PASSWORD);
            return store;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A certificate and those above it. */
    static List<X509Certificate> chain(String alias) {
        try {
            return Arrays.stream(STORE.getCertificateChain(alias))
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A side that shows the certificate of this name, and believes the authority. */
    static SSLContext context(String alias) {
        try {
            var own = KeyStore.getInstance("PKCS12");
            own.load(null, null);
            own.setKeyEntry(alias, STORE.getKey(alias, PASSWORD), PASSWORD, STORE.getCertificateChain(alias));
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(own, PASSWORD);
            var believed = KeyStore.getInstance("PKCS12");
            believed.load(null, null);
            believed.setCertificateEntry("authority", chain("authority").getFirst());
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(believed);
            var context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
