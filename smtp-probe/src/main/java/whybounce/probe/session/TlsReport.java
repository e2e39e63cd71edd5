package whybounce.probe.session;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import whybounce.certificate.CertificateNames;

/**
 * What a TLS handshake showed.
 *
 * @param serverName whom we asked for
 * @param agreed empty when no encryption came about
 * @param chain what the server showed, its own certificate first, as far as it came to that
 * @param faults what does not hold about it; looked for whether or not anybody insists
 */
public record TlsReport(
        String serverName, Optional<Agreed> agreed, List<X509Certificate> chain, List<TlsFault> faults) {

    /** Protocol and cipher suite by their standard names: TLSv1.3, TLS_AES_256_GCM_SHA384. */
    public record Agreed(String protocol, String cipherSuite) {}

    public TlsReport {
        chain = List.copyOf(chain);
        faults = List.copyOf(faults);
    }

    /** Whether the connection is encrypted and the server is who it should be. */
    public boolean isVerified() {
        return agreed.isPresent() && faults.isEmpty();
    }

    /** The servers that the server's own certificate is for: names, wildcards and addresses. */
    public List<String> names() {
        return chain.isEmpty() ? List.of() : new CertificateNames(chain.getFirst()).names();
    }

    /** When the first certificate of the chain expires. */
    public Optional<Instant> expires() {
        return chain.stream()
                .map(certificate -> certificate.getNotAfter().toInstant())
                .min(Comparator.naturalOrder());
    }

    /** What does not hold, in words. */
    public String faultsInWords() {
        return faults.stream().map(TlsFault::detail).collect(Collectors.joining("; "));
    }
}
