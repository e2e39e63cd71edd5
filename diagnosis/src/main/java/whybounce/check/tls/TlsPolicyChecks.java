package whybounce.check.tls;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import whybounce.check.Came;
import whybounce.check.DomainName;
import whybounce.check.Finding;
import whybounce.check.Foreign;
import whybounce.check.Grade;
import whybounce.check.Remedy;
import whybounce.check.Subject;
import whybounce.dns.Answer.CouldNotAsk;
import whybounce.dns.Answer.Found;
import whybounce.dns.Answer.NoData;
import whybounce.dns.Answer.NoSuchName;
import whybounce.dns.Dns;
import whybounce.dns.Mx;
import whybounce.dns.Question;
import whybounce.dns.Tlsa;

/** What the DNS says of a domain's encryption. The policy of MTA-STS itself lies on a web server, which is not asked. */
public final class TlsPolicyChecks {

    private static final int MOST_SERVERS = 10;

    // RFC 8461 section 3.1.
    private static final int LONGEST_ID = 32;

    private final Dns dns;

    public TlsPolicyChecks(Dns dns) {
        this.dns = dns;
    }

    public List<Finding> of(DomainName domain) {
        var findings = new ArrayList<Finding>();
        if (dns.mx(domain.text()) instanceof Found<Mx>(var records)) {
            records.stream()
                    .filter(mx -> !mx.isNull())
                    .map(Mx::host)
                    .distinct()
                    .limit(MOST_SERVERS)
                    .forEach(host -> dane(host).ifPresent(findings::add));
        }
        findings.add(mtaSts(domain));
        findings.add(tlsReports(domain));
        return findings;
    }

    private Optional<Finding> dane(String host) {
        var name = "_25._tcp." + host;
        var response = dns.ask(Question.tlsa(name), Dns.NO_HURRY);
        return switch (response.answer()) {
            case Found<Tlsa>(var records) -> Optional.of(dane(host, records, response.authenticated()));
            case CouldNotAsk<Tlsa>(var why) -> Optional.of(unaskedDane(host, why));
            case NoData<Tlsa> none -> Optional.empty();
            case NoSuchName<Tlsa> none -> Optional.empty();
        };
    }

    // RFC 7672 section 2.1.2: a server whose TLSA records cannot be had is not delivered to.
    private static Finding unaskedDane(String host, CouldNotAsk.Why why) {
        var grade = why == CouldNotAsk.Why.TIMED_OUT ? Grade.NOT_TESTED : Grade.PROBLEM;
        var finding = finding(
                "tls-dane",
                grade,
                "For the TLSA records of " + Foreign.text(host) + " the DNS gave " + Came.text(why)
                        + ". Senders that use DANE do not deliver to it then.");
        return grade == Grade.PROBLEM
                ? finding.mendedBy(Remedy.step("Mend the DNS of that name.", Remedy.dig("TLSA", "_25._tcp." + host)))
                        .confirms("tls-failed", "dns-failure")
                : finding;
    }

    private static Finding dane(String host, List<Tlsa> records, boolean authenticated) {
        var shown = Foreign.text(host);
        var lines =
                records.stream().limit(MOST_SERVERS).map(TlsPolicyChecks::line).toList();
        long usable = records.stream().filter(TlsPolicyChecks::isUsable).count();
        if (!authenticated) {
            return finding(
                            "tls-dane",
                            Grade.WARNING,
                            shown
                                    + " has TLSA records that no signature protects, so that nobody uses them: the zone is not"
                                    + " signed, or the resolver that was asked does not check signatures.")
                    .seen(lines);
        }
        if (usable == 0) {
            return finding(
                            "tls-dane",
                            Grade.PROBLEM,
                            "None of the TLSA records of " + shown
                                    + " can be used for mail. Senders encrypt to it, but check nothing.")
                    .seen(lines)
                    .mendedBy(
                            Remedy.step(
                                    "Publish one of the form 3 1 1, made from the server's key.",
                                    "openssl x509 -in cert.pem -noout -pubkey | openssl pkey -pubin -outform DER | openssl dgst -sha256"));
        }
        return finding(
                        "tls-dane",
                        Grade.GOOD,
                        shown + " has " + usable
                                + " TLSA record(s) that can be used. Whether they match its certificate was not"
                                + " looked at.")
                .seen(lines);
    }

    private static String line(Tlsa record) {
        return "TLSA " + record.usage() + " " + record.selector() + " " + record.matchingType() + " "
                + Foreign.text(record.data(), 128);
    }

    // RFC 7672 section 3.1: usages 2 and 3; RFC 6698 section 2.1 for the rest.
    private static boolean isUsable(Tlsa record) {
        boolean known = record.selector() <= 1 && (record.usage() == 2 || record.usage() == 3);
        return known
                && switch (record.matchingType()) {
                    case 0 -> !record.data().isEmpty();
                    case 1 -> record.data().length() == 64;
                    case 2 -> record.data().length() == 128;
                    default -> false;
                };
    }

    // RFC 8461 section 3.1.
    private Finding mtaSts(DomainName domain) {
        var name = "_mta-sts." + domain;
        return switch (dns.txt(name)) {
            case Found<String>(var texts) -> mtaSts(domain, records(texts, "STSv1"));
            case CouldNotAsk<String>(var why) ->
                finding("tls-mta-sts", Grade.NOT_TESTED, "For " + name + " the DNS gave " + Came.text(why) + ".");
            case NoData<String> none -> mtaSts(domain, List.of());
            case NoSuchName<String> none -> mtaSts(domain, List.of());
        };
    }

    private static Finding mtaSts(DomainName domain, List<Map<String, String>> records) {
        if (records.isEmpty()) {
            return finding("tls-mta-sts", Grade.GOOD, domain + " uses no MTA-STS.");
        }
        var id = Optional.ofNullable(records.getFirst().get("id")).orElse("");
        boolean good = records.size() == 1
                && !id.isEmpty()
                && id.length() <= LONGEST_ID
                && id.chars().allMatch(c -> c < 0x80 && Character.isLetterOrDigit(c));
        return good
                ? finding(
                        "tls-mta-sts",
                        Grade.GOOD,
                        domain + " uses MTA-STS. Its policy lies on a web server, which was not asked.")
                : finding(
                                "tls-mta-sts",
                                Grade.PROBLEM,
                                records.size() > 1
                                        ? domain + " has several MTA-STS records. With more than one, none counts."
                                        : "The MTA-STS record of " + domain
                                                + " has no id of 1 to 32 letters and digits, so that"
                                                + " senders take it for none.")
                        .mendedBy(Remedy.txt(
                                "Publish one, with a new id whenever the policy changes.",
                                "_mta-sts." + domain,
                                "v=STSv1; id=1"));
    }

    // RFC 8460 section 3.
    private Finding tlsReports(DomainName domain) {
        var name = "_smtp._tls." + domain;
        return switch (dns.txt(name)) {
            case Found<String>(var texts) -> tlsReports(domain, records(texts, "TLSRPTv1"));
            case CouldNotAsk<String>(var why) ->
                finding("tls-reports", Grade.NOT_TESTED, "For " + name + " the DNS gave " + Came.text(why) + ".");
            case NoData<String> none -> tlsReports(domain, List.of());
            case NoSuchName<String> none -> tlsReports(domain, List.of());
        };
    }

    private static Finding tlsReports(DomainName domain, List<Map<String, String>> records) {
        if (records.isEmpty()) {
            return finding("tls-reports", Grade.GOOD, domain + " asks for no reports about encryption (TLSRPT).");
        }
        var rua = Optional.ofNullable(records.getFirst().get("rua")).orElse("");
        boolean good = records.size() == 1 && (rua.startsWith("mailto:") || rua.startsWith("https:"));
        return good
                ? finding("tls-reports", Grade.GOOD, domain + " asks for reports about encryption (TLSRPT).")
                        .seen(Foreign.text(rua))
                : finding(
                                "tls-reports",
                                Grade.WARNING,
                                "The TLSRPT record of " + domain + " names no address that reports can be sent to.")
                        .mendedBy(Remedy.step(
                                "Give it one: rua=mailto: and an address.", Remedy.dig("TXT", "_smtp._tls." + domain)));
    }

    private static List<Map<String, String>> records(List<String> texts, String version) {
        return texts.stream().flatMap(text -> Tags.of(text, version).stream()).toList();
    }

    private static Finding finding(String id, Grade grade, String says) {
        return Finding.of(Subject.TLS_POLICY, id, grade, says);
    }
}
