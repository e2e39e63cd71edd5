package whybounce.check.tls;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import whybounce.check.Came;
import whybounce.check.DomainName;
import whybounce.check.Finding;
import whybounce.check.Foreign;
import whybounce.check.Grade;
import whybounce.check.Remedy;
import whybounce.check.Subject;
import whybounce.check.tls.MailServers.Seen;
import whybounce.dns.Answer.CouldNotAsk;
import whybounce.dns.Answer.CouldNotAsk.Why;
import whybounce.dns.Answer.Found;
import whybounce.dns.Answer.NoData;
import whybounce.dns.Answer.NoSuchName;
import whybounce.dns.Response;
import whybounce.dns.Tlsa;

/** The TLSA records of a mail server (RFC 7672), and whether its certificate fits them. */
final class DaneChecks {

    private static final int MOST_LINES = 10;

    private final Clock clock;

    DaneChecks(Clock clock) {
        this.clock = clock;
    }

    /** Where the records of a server are. */
    static String name(String host) {
        return "_25._tcp." + host;
    }

    /**
     * A server.
     *
     * @param domain whose server it is; its certificate may be for that as well
     * @param host as the MX record names it
     * @param signed whether DNSSEC proves that record
     * @param seen what the server showed; empty where nobody looked
     */
    record Server(DomainName domain, String host, boolean signed, Optional<Seen> seen) {

        private String shown() {
            return Foreign.text(host);
        }

        private Optional<X509Certificate> certificate() {
            return seen.flatMap(what -> what instanceof Seen.Encrypted encrypted
                            && !encrypted.chain().isEmpty()
                    ? Optional.of(encrypted.chain().getFirst())
                    : Optional.empty());
        }
    }

    /**
     * Nothing where there is no TLSA record, and none could be of use.
     *
     * @param response to the question for its TLSA records
     */
    Optional<Finding> of(Server server, Response<Tlsa> response) {
        return switch (response.answer()) {
            case Found<Tlsa>(var records) -> Optional.of(records(server, records, response.authenticated()));
            case CouldNotAsk<Tlsa>(var why) -> Optional.of(unasked(server, why));
            case NoData<Tlsa> none -> without(server, response);
            case NoSuchName<Tlsa> none -> without(server, response);
        };
    }

    // RFC 7672 section 2.1.2: a server whose TLSA records cannot be had is not delivered to.
    private static Finding unasked(Server server, Why why) {
        var grade = why == Why.TIMED_OUT ? Grade.NOT_TESTED : Grade.PROBLEM;
        var finding = finding(
                grade,
                "For the TLSA records of " + server.shown() + " the DNS gave " + Came.text(why)
                        + ". Senders that use DANE do not deliver to it then.");
        return grade == Grade.PROBLEM
                ? finding.mendedBy(Remedy.step("Mend the DNS of that name.", Remedy.dig("TLSA", name(server.host))))
                        .confirms("tls-failed", "dns-failure")
                : finding;
    }

    /** Where the zone is signed and the certificate is known, DANE is one record away. */
    private static Optional<Finding> without(Server server, Response<Tlsa> response) {
        var record =
                server.certificate().flatMap(certificate -> remedy(server, certificate, "If you want DANE, publish"));
        return response.authenticated() && server.signed && record.isPresent()
                ? Optional.of(finding(
                                Grade.GOOD,
                                server.shown() + " has no TLSA record. Its zone is signed, so it could have one.")
                        .mendedBy(record))
                : Optional.empty();
    }

    private Finding records(Server server, List<Tlsa> records, boolean authenticated) {
        var lines = records.stream().limit(MOST_LINES).map(DaneMatch::line).toList();
        if (!authenticated) {
            return finding(
                            Grade.WARNING,
                            server.shown()
                                    + " has TLSA records that no signature protects, so that nobody uses them: the zone is not"
                                    + " signed, or the resolver that was asked does not check signatures.")
                    .seen(lines);
        }
        if (!server.signed) {
            // RFC 7672 section 2.2.1: whoever forges the MX record forges the server's name with it.
            return finding(
                            Grade.WARNING,
                            server.shown() + " has TLSA records, but the MX record of " + server.domain
                                    + " that leads to it is not signed, so that few senders use them.")
                    .seen(lines);
        }
        long usable = records.stream().filter(DaneMatch::isUsable).count();
        if (usable == 0) {
            return finding(
                            Grade.PROBLEM,
                            "None of the TLSA records of " + server.shown()
                                    + " can be used for mail. Senders encrypt to it, but check nothing.")
                    .seen(lines)
                    .mendedBy(server.certificate()
                            .flatMap(certificate -> remedy(server, certificate, "Publish"))
                            .or(() -> Optional.of(Remedy.step(
                                    "Publish one of the form 3 1 1, made from the server's key.", digest(server)))));
        }
        return server.seen.isPresent()
                ? held(server, records, server.seen.get())
                : finding(
                                Grade.GOOD,
                                server.shown() + " has " + usable
                                        + " TLSA record(s) that can be used. Whether they match"
                                        + " its certificate was not looked at.")
                        .seen(lines);
    }

    private Finding held(Server server, List<Tlsa> records, Seen seen) {
        var host = server.shown();
        return switch (seen) {
            case Seen.NotReached(var why) ->
                finding(
                        Grade.NOT_TESTED,
                        host + " has TLSA records. Whether they match its certificate is not known: " + why + ".");
            case Seen.Clear(var why) ->
                finding(
                                Grade.PROBLEM,
                                host + " has TLSA records, but does not encrypt: " + why
                                        + ". Senders that use DANE do not deliver to it.")
                        .confirms("tls-failed");
            case Seen.Encrypted(var protocol, var chain, var faults) -> matched(server, records, chain);
        };
    }

    private Finding matched(Server server, List<Tlsa> records, List<X509Certificate> chain) {
        var match = DaneMatch.of(records, chain, List.of(server.host, server.domain.text()), clock.instant());
        var log = match.log().stream().limit(MOST_LINES).toList();
        return match.holds()
                ? finding(Grade.GOOD, "The certificate of " + server.shown() + " fits its TLSA records (DANE).")
                        .seen(log)
                        .refutes("tls-failed")
                : finding(
                                Grade.PROBLEM,
                                "No TLSA record of " + server.shown()
                                        + " fits the certificate that it shows. Senders that use DANE do not deliver to it.")
                        .seen(log)
                        .mendedBy(remedy(
                                server,
                                chain.getFirst(),
                                "Once you have made sure that this certificate is yours, publish"))
                        .confirms("tls-failed");
    }

    /** The record for a certificate; only below the domain itself, for nobody can publish in another's zone. */
    private static Optional<Remedy> remedy(Server server, X509Certificate certificate, String before) {
        return DomainName.of(server.host)
                .filter(name -> name.isWithin(server.domain.text()))
                .map(name -> new Remedy(
                        before
                                + " the record for the key that the server uses now. Whenever the key changes, the record for"
                                + " the next key must be there first.",
                        Optional.of(name(name.text()) + ". IN TLSA " + DaneMatch.toPublish(certificate)),
                        digest(server)));
    }

    /** The line that shows what such a record must hold. */
    private static String digest(Server server) {
        // Others choose the names of hosts; one that a shell could read otherwise is not pasted.
        var host = DomainName.of(server.host).map(DomainName::text).orElse("<server>");
        return "openssl s_client -starttls smtp -connect " + host + ":25 -servername " + host
                + " </dev/null 2>/dev/null | openssl x509 -noout -pubkey | openssl pkey -pubin -outform DER | openssl"
                + " dgst -sha256";
    }

    private static Finding finding(Grade grade, String says) {
        return Finding.of(Subject.TLS_POLICY, "tls-dane", grade, says);
    }
}
