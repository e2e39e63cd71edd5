package whybounce.probe.session;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How encryption is asked for.
 *
 * @param serverName what is sent as SNI and looked for in the certificate
 * @param strict whether a certificate that does not hold ends the conversation; it is told in any case
 * @param anchors whom to trust; empty for those of the Java installation
 * @param client what we show when the server asks who we are
 */
public record Tls(
        String serverName, boolean strict, Optional<Set<X509Certificate>> anchors, Optional<ClientCertificate> client) {

    /**
     * Our own certificate.
     *
     * @param chain ours first
     */
    public record ClientCertificate(PrivateKey key, List<X509Certificate> chain) {

        public ClientCertificate {
            chain = List.copyOf(chain);
        }

        @Override
        public String toString() {
            return "a certificate for " + chain.getFirst().getSubjectX500Principal();
        }
    }

    /** Encryption with whatever certificate there is, as between mail servers (RFC 7435). */
    public static Tls of(String serverName) {
        return new Tls(serverName, false, Optional.empty(), Optional.empty());
    }

    public Tls strictly() {
        return new Tls(serverName, true, anchors, client);
    }

    public Tls trusting(Set<X509Certificate> authorities) {
        return new Tls(serverName, strict, Optional.of(Set.copyOf(authorities)), client);
    }

    public Tls with(ClientCertificate certificate) {
        return new Tls(serverName, strict, anchors, Optional.of(certificate));
    }
}
