package whybounce.check.tls;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import whybounce.certificate.CertificateChain;
import whybounce.certificate.CertificateNames;
import whybounce.check.Foreign;
import whybounce.dns.Tlsa;

/**
 * TLSA records held against the certificates that a server shows (RFC 6698 section 2.1, with RFC 7671 and RFC 7672).
 *
 * @param holds whether one of the records proves the server
 * @param log a line for each record: what it matched, or why it matched nothing
 */
record DaneMatch(boolean holds, List<String> log) {

    private static final int TRUST_ANCHOR = 2;
    private static final int END_ENTITY = 3;

    /** Of a digest, as much as a person compares. */
    private static final int SHOWN_DIGITS = 128;

    DaneMatch {
        log = List.copyOf(log);
    }

    /**
     * Looks at each record.
     *
     * @param names of which the certificate must have one, where its name counts: the server's, and the domain
     */
    static DaneMatch of(List<Tlsa> records, List<X509Certificate> chain, List<String> names, Instant now) {
        var server = new Server(chain, names, now);
        var log = new ArrayList<String>();
        boolean holds = false;
        for (var record : records) {
            var verdict = verdict(record, records, server);
            holds |= verdict.holds;
            log.add(line(record) + ": " + verdict.words);
        }
        return new DaneMatch(holds, log);
    }

    /** A record as a zone file has it. */
    static String line(Tlsa record) {
        return "TLSA " + record.usage() + " " + record.selector() + " " + record.matchingType() + " "
                + Foreign.text(record.data(), SHOWN_DIGITS);
    }

    // RFC 7672 section 3.1: usages 2 and 3 only; RFC 6698 section 2.1 for the rest.
    static boolean isUsable(Tlsa record) {
        boolean known = record.selector() >= 0
                && record.selector() <= 1
                && (record.usage() == TRUST_ANCHOR || record.usage() == END_ENTITY);
        return known
                && switch (record.matchingType()) {
                    case 0 -> !record.data().isEmpty();
                    case 1 -> record.data().length() == 64;
                    case 2 -> record.data().length() == 128;
                    default -> false;
                };
    }

    /** What to publish for this certificate: its key, by SHA-256 (RFC 7671 section 5.1 advises 3 1 1). */
    static String toPublish(X509Certificate certificate) {
        return "3 1 1 " + association(certificate, 1, 1);
    }

    private record Server(List<X509Certificate> chain, List<String> names, Instant now) {}

    private record Verdict(boolean holds, String words) {}

    private static Verdict verdict(Tlsa record, List<Tlsa> all, Server server) {
        if (!isUsable(record)) {
            return new Verdict(false, "cannot be used for mail");
        }
        if (isPassedOver(record, all)) {
            return new Verdict(false, "passed over for the record with SHA-512 beside it");
        }
        return record.usage() == END_ENTITY ? endEntity(record, server.chain) : trustAnchor(record, server);
    }

    /** RFC 7671 section 9: of several digests of the same kind the strongest counts. */
    private static boolean isPassedOver(Tlsa record, List<Tlsa> all) {
        return record.matchingType() == 1
                && all.stream()
                        .anyMatch(other -> other.matchingType() == 2
                                && other.usage() == record.usage()
                                && other.selector() == record.selector()
                                && isUsable(other));
    }

    // RFC 7672 section 3.1.1: neither the names in the certificate nor its times count.
    private static Verdict endEntity(Tlsa record, List<X509Certificate> chain) {
        var shown = association(chain.getFirst(), record.selector(), record.matchingType());
        return shown.equals(record.data())
                ? new Verdict(true, "matches " + part(record) + " of the server's certificate")
                : new Verdict(
                        false, "no match, " + part(record) + " of the server's certificate gives " + shortened(shown));
    }

    // RFC 7672 section 3.1.2: a certificate above the server's, which must lead to it and be for the server.
    private static Verdict trustAnchor(Tlsa record, Server server) {
        var anchor = anchor(record, server.chain);
        if (anchor.isEmpty()) {
            return new Verdict(
                    false,
                    server.chain.size() == 1
                            ? "no match, the server shows no certificate above its own"
                            : "no match with any of the " + (server.chain.size() - 1)
                                    + " certificate(s) above the server's own");
        }
        var matches = "matches " + part(record) + " of the authority "
                + Foreign.text(anchor.get().getSubjectX500Principal().getName());
        if (!CertificateChain.leads(server.chain, Set.of(anchor.get()), server.now)) {
            return new Verdict(false, matches + ", but the server's certificate does not lead to it, or has expired");
        }
        var certificate = new CertificateNames(server.chain.getFirst());
        return server.names.stream().anyMatch(certificate::fit)
                ? new Verdict(true, matches)
                : new Verdict(false, matches + ", but the server's certificate is for other names");
    }

    private static Optional<X509Certificate> anchor(Tlsa record, List<X509Certificate> chain) {
        var shown = chain.stream()
                .skip(1)
                .filter(one -> association(one, record.selector(), record.matchingType())
                        .equals(record.data()))
                .findFirst();
        // RFC 7671 section 5.2.2: a whole certificate in the record need not be shown by the server.
        return shown.isPresent() || record.selector() != 0 || record.matchingType() != 0
                ? shown
                : certificate(record.data());
    }

    private static Optional<X509Certificate> certificate(String hex) {
        try {
            var octets = new ByteArrayInputStream(HexFormat.of().parseHex(hex));
            var read = CertificateFactory.getInstance("X.509").generateCertificate(octets);
            return read instanceof X509Certificate certificate ? Optional.of(certificate) : Optional.empty();
        } catch (CertificateException | IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    private static String part(Tlsa record) {
        return record.selector() == 0 ? "the whole" : "the key";
    }

    private static String shortened(String hex) {
        return hex.length() > SHOWN_DIGITS ? hex.substring(0, SHOWN_DIGITS) + "..." : hex;
    }

    private static String association(X509Certificate certificate, int selector, int matchingType) {
        try {
            var octets = selector == 0
                    ? certificate.getEncoded()
                    : certificate.getPublicKey().getEncoded();
            return HexFormat.of()
                    .formatHex(
                            switch (matchingType) {
                                case 1 -> digest("SHA-256", octets);
                                case 2 -> digest("SHA-512", octets);
                                default -> octets;
                            });
        } catch (GeneralSecurityException unreadable) {
            return ""; // No record is empty.
        }
    }

    private static byte[] digest(String algorithm, byte[] octets) throws NoSuchAlgorithmException {
        return MessageDigest.getInstance(algorithm).digest(octets);
    }
}
