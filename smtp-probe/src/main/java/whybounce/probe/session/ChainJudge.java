package whybounce.probe.session;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import whybounce.certificate.CertificateChain;
import whybounce.certificate.CertificateNames;
import whybounce.probe.session.TlsFault.Kind;

/** Finds all that does not hold about a server's certificates, and not only the first thing. */
final class ChainJudge {

    private final List<X509Certificate> chain;
    private final Instant now;
    private final List<TlsFault> faults = new ArrayList<>();

    private ChainJudge(List<X509Certificate> chain, Instant now) {
        this.chain = chain;
        this.now = now;
    }

    static List<TlsFault> judge(List<X509Certificate> chain, Tls wanted, Instant now) {
        if (chain.isEmpty()) {
            return List.of();
        }
        var judge = new ChainJudge(chain, now);
        judge.names(wanted.serverName());
        judge.times();
        judge.issuer(wanted);
        return judge.faults;
    }

    private void names(String wanted) {
        var names = new CertificateNames(chain.getFirst());
        if (!names.fit(wanted)) {
            faults.add(new TlsFault(Kind.WRONG_NAME, 0, "the certificate is for " + names + ", not for " + wanted));
        }
    }

    private void times() {
        for (int at = 0; at < chain.size(); at++) {
            var from = chain.get(at).getNotBefore().toInstant();
            var until = chain.get(at).getNotAfter().toInstant();
            if (now.isAfter(until)) {
                faults.add(new TlsFault(Kind.EXPIRED, at, name(at) + " expired on " + day(until)));
            } else if (now.isBefore(from)) {
                faults.add(new TlsFault(Kind.NOT_YET_VALID, at, name(at) + " is valid from " + day(from) + " only"));
            }
        }
    }

    private void issuer(Tls wanted) {
        var anchors = wanted.anchors().orElseGet(ChainJudge::usualAnchors);
        var own = chain.getFirst();
        if (anchors.contains(own) || CertificateChain.leads(chain, anchors, whenAllHeld())) {
            return;
        }
        if (own.getSubjectX500Principal().equals(own.getIssuerX500Principal())) {
            faults.add(new TlsFault(Kind.SELF_SIGNED, 0, name(0) + " is signed by itself, and nobody vouches for it"));
        } else {
            int last = chain.size() - 1;
            faults.add(new TlsFault(Kind.UNKNOWN_ISSUER, last, "nobody known vouches for " + name(last)));
        }
    }

    /** Times are told apart from the question who vouches. */
    private Instant whenAllHeld() {
        if (faults.stream().noneMatch(fault -> fault.kind() == Kind.EXPIRED || fault.kind() == Kind.NOT_YET_VALID)) {
            return now;
        }
        return chain.stream()
                .map(certificate -> certificate.getNotBefore().toInstant())
                .reduce(Instant.EPOCH, (one, other) -> one.isAfter(other) ? one : other);
    }

    private static Set<X509Certificate> usualAnchors() {
        try {
            var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            return Arrays.stream(factory.getTrustManagers())
                    .filter(X509TrustManager.class::isInstance)
                    .flatMap(manager -> Arrays.stream(((X509TrustManager) manager).getAcceptedIssuers()))
                    .collect(Collectors.toSet());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a Java without its own list of authorities", e);
        }
    }

    private String name(int at) {
        var subject = chain.get(at).getSubjectX500Principal().getName();
        return at == 0 ? "the server's certificate" : "certificate " + (at + 1) + " of the chain (" + subject + ")";
    }

    private static String day(Instant instant) {
        return instant.atZone(ZoneOffset.UTC).toLocalDate().toString();
    }
}
