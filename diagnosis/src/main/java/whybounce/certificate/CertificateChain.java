package whybounce.certificate;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The certificates that a server shows, its own first. */
public final class CertificateChain {

    /** RFC 5280 section 4.2.1.12: id-kp-serverAuth. */
    private static final String FOR_SERVERS = "1.3.6.1.5.5.7.3.1";

    private CertificateChain() {}

    /**
     * Whether the first one leads to one of the authorities (RFC 5280 section 6), as things stood at {@code when}. Nobody is
     * asked whether a certificate was revoked.
     */
    public static boolean leads(List<X509Certificate> chain, Set<X509Certificate> authorities, Instant when) {
        try {
            var server = new X509CertSelector();
            server.setCertificate(chain.getFirst());
            server.setExtendedKeyUsage(Set.of(FOR_SERVERS));
            var trusted = authorities.stream()
                    .map(authority -> new TrustAnchor(authority, null))
                    .collect(Collectors.toSet());
            var path = new PKIXBuilderParameters(trusted, server);
            path.setRevocationEnabled(false);
            path.setDate(Date.from(when));
            path.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(chain)));
            CertPathBuilder.getInstance("PKIX").build(path);
            return true;
        } catch (GeneralSecurityException | IOException none) {
            return false;
        }
    }
}
