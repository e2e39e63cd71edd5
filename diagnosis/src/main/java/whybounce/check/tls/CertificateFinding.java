package whybounce.check.tls;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import whybounce.check.Finding;
import whybounce.check.Foreign;
import whybounce.check.Grade;
import whybounce.check.Subject;
import whybounce.check.tls.MailServers.Seen;

/** Whether a mail server encrypts, and whether its certificate holds. */
final class CertificateFinding {

    /** Time for somebody to see to it; what renews by itself has done so by then. */
    private static final Duration SOON = Duration.ofDays(14);

    private CertificateFinding() {}

    static Finding of(String host, Seen seen, Instant now) {
        var shown = Foreign.text(host);
        return switch (seen) {
            case Seen.NotReached(var why) ->
                finding(
                        Grade.NOT_TESTED,
                        "What certificate " + shown + " shows is not known: " + Foreign.text(why) + ".");
            case Seen.Clear(var why) ->
                finding(
                                Grade.WARNING,
                                "Mail to " + shown + " is not encrypted: " + Foreign.text(why)
                                        + ". Senders that insist do not deliver to it.")
                        .confirms("tls-failed", "tls-required");
            case Seen.Encrypted(var protocol, var chain, var faults) ->
                faults.isEmpty() ? good(shown, protocol, chain, now) : faulty(shown, faults);
        };
    }

    // RFC 7435: between mail servers encryption with anybody is better than none.
    private static Finding faulty(String host, List<String> faults) {
        return finding(
                Grade.WARNING,
                host + " encrypts, but its certificate does not hold: " + Foreign.text(String.join("; ", faults))
                        + ". Most senders deliver all the same.");
    }

    private static Finding good(String host, String protocol, List<X509Certificate> chain, Instant now) {
        var end = chain.stream()
                .map(certificate -> certificate.getNotAfter().toInstant())
                .min(Comparator.naturalOrder())
                .orElse(now);
        var says = host + " encrypts (" + Foreign.text(protocol) + "), and its certificate holds until "
                + end.atZone(ZoneOffset.UTC).toLocalDate() + ".";
        return end.isBefore(now.plus(SOON))
                ? finding(Grade.WARNING, says + " That is soon.")
                : finding(Grade.GOOD, says).refutes("tls-failed");
    }

    private static Finding finding(Grade grade, String says) {
        return Finding.of(Subject.TLS_POLICY, "tls-certificate", grade, says);
    }
}
