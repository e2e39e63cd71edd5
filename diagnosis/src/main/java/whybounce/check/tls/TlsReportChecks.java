package whybounce.check.tls;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
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

/** Whom a domain asks to be told about failed encryption (RFC 8460). */
final class TlsReportChecks {

    // RFC 8460 section 3: mailto: or https:, and what would end the value is written as %2C, %21 or %3B.
    private static final Pattern ADDRESS = Pattern.compile("mailto:[^\\s@,;!]+@[^\\s@,;!]+|https://[^\\s,;!]+");

    private final Dns dns;

    TlsReportChecks(Dns dns) {
        this.dns = dns;
    }

    Finding of(DomainName domain) {
        var name = "_smtp._tls." + domain;
        return switch (dns.txt(name)) {
            case Found<String>(var texts) -> records(domain, Tags.records(texts, "TLSRPTv1"));
            case CouldNotAsk<String>(var why) ->
                finding(Grade.NOT_TESTED, "For " + name + " the DNS gave " + Came.text(why) + ".");
            case NoData<String> none -> unused(domain);
            case NoSuchName<String> none -> unused(domain);
        };
    }

    private static Finding unused(DomainName domain) {
        return finding(Grade.GOOD, domain + " asks for no reports about encryption (TLSRPT).");
    }

    private static Finding records(DomainName domain, List<Map<String, String>> records) {
        if (records.isEmpty()) {
            return unused(domain);
        }
        if (records.size() > 1) {
            return wrong(
                    domain, domain + " has several TLSRPT records. With more than one, none counts.", "Leave one.");
        }
        var rua = records.getFirst().getOrDefault("rua", "");
        var addresses = List.of(rua.split("\\s*,\\s*", -1));
        return addresses.stream().allMatch(address -> ADDRESS.matcher(address).matches())
                ? finding(Grade.GOOD, domain + " asks for reports about encryption (TLSRPT).")
                        .seen(Foreign.text(rua))
                : wrong(
                        domain,
                        "The TLSRPT record of " + domain + " names an address that no report can be sent to, or none.",
                        "Give it one: rua=mailto: and an address, or rua=https:// and a page; several with commas.");
    }

    private static Finding wrong(DomainName domain, String says, String step) {
        return finding(Grade.WARNING, says).mendedBy(Remedy.step(step, Remedy.dig("TXT", "_smtp._tls." + domain)));
    }

    private static Finding finding(Grade grade, String says) {
        return Finding.of(Subject.TLS_POLICY, "tls-reports", grade, says);
    }
}
