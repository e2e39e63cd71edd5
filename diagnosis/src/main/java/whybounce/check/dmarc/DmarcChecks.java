package whybounce.check.dmarc;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import whybounce.check.Came;
import whybounce.check.DomainName;
import whybounce.check.Finding;
import whybounce.check.Foreign;
import whybounce.check.Grade;
import whybounce.check.Remedy;
import whybounce.check.Subject;
import whybounce.check.dmarc.Dmarc.Proven;
import whybounce.check.dmarc.DmarcRecord.Policy;
import whybounce.check.dmarc.DmarcVerdict.Method;
import whybounce.check.dmarc.DmarcVerdict.Proof;
import whybounce.dns.Answer.Found;
import whybounce.dns.Dns;
import whybounce.dns.Question;

/** What DMARC says of a sender's domain, and of a message from it. */
public final class DmarcChecks {

    /** Addresses for reports that are looked at. */
    private static final int MOST_ADDRESSES = 5;

    private final Dns dns;

    public DmarcChecks(Dns dns) {
        this.dns = dns;
    }

    /** What is found in the record, whatever is sent. */
    public List<Finding> record(DomainName domain) {
        var walk = TreeWalk.from(dns, domain.text());
        if (walk.unasked().isPresent()) {
            return List.of(finding(
                            "dmarc-record",
                            Grade.NOT_TESTED,
                            "The DNS gave " + Came.text(walk.unasked().get()) + ".")
                    .seen(walk.lines()));
        }
        var several = walk.stops().stream().filter(stop -> stop.several() > 0).findFirst();
        if (several.isPresent()) {
            return List.of(several(several.get(), walk));
        }
        return walk.policy().map(stop -> of(domain, stop, walk)).orElseGet(() -> List.of(none(domain, walk)));
    }

    private static Finding several(TreeWalk.Stop stop, TreeWalk walk) {
        return finding(
                        "dmarc-record",
                        Grade.PROBLEM,
                        "There are " + stop.several() + " DMARC records at _dmarc." + Foreign.text(stop.domain())
                                + ". With more than one, none counts.")
                .seen(walk.lines())
                .mendedBy(Remedy.step(
                        "Keep one of them and delete the others.", Remedy.dig("TXT", "_dmarc." + stop.domain())))
                .confirms("unauthenticated");
    }

    private static Finding none(DomainName domain, TreeWalk walk) {
        return finding(
                        "dmarc-record",
                        Grade.WARNING,
                        domain + " has no DMARC record. Large providers want one of everybody who sends much.")
                .seen(walk.lines())
                .mendedBy(Remedy.txt(
                        "Publish one that asks for nothing yet, and make it stricter when all your mail passes.",
                        "_dmarc." + walk.organization(),
                        "v=DMARC1; p=none"));
    }

    private List<Finding> of(DomainName domain, TreeWalk.Stop stop, TreeWalk walk) {
        var verdict = new Dmarc(dns).check(domain.text(), List.of());
        var findings = new ArrayList<Finding>();
        var where = stop.domain().equals(domain.text()) ? "" : ", by the record of " + Foreign.text(stop.domain());
        findings.add(finding(
                        "dmarc-record",
                        Grade.GOOD,
                        "The policy of " + domain + " is "
                                + verdict.policy().name().toLowerCase(Locale.ROOT) + where + ".")
                .seen(walk.lines()));
        stop.record().stream()
                .flatMap(record -> record.warnings().stream())
                .forEach(warning -> findings.add(finding("dmarc-tags", Grade.WARNING, warning)));
        stop.record()
                .flatMap(record -> record.tag("rua"))
                .ifPresent(rua -> findings.addAll(reports(stop.domain(), rua)));
        return findings;
    }

    // RFC 9990 section 4: who gets reports about others has to say that it wants them.
    private List<Finding> reports(String domain, String rua) {
        var findings = new ArrayList<Finding>();
        for (var address : rua.split(",", MOST_ADDRESSES + 1)) {
            var uri = address.strip();
            int at = uri.lastIndexOf('@');
            var host = DomainName.of(uri.substring(at + 1).replaceFirst("!.*", ""));
            if (!uri.toLowerCase(Locale.ROOT).startsWith("mailto:") || at < 0 || host.isEmpty()) {
                findings.add(finding(
                        "dmarc-reports",
                        Grade.WARNING,
                        "Reports cannot be sent to \"" + Foreign.text(uri) + "\": it is no mailto: address."));
            } else if (!host.get().isWithin(domain)) {
                findings.addAll(external(domain, host.get()));
            }
        }
        return findings;
    }

    private List<Finding> external(String domain, DomainName host) {
        var organization = TreeWalk.from(dns, host.text()).organization();
        if (organization.equals(TreeWalk.from(dns, domain).organization())) {
            return List.of();
        }
        var name = domain + "._report._dmarc." + host;
        boolean wanted = dns.ask(Question.txt(name)) instanceof Found<String>(var texts)
                && texts.stream().anyMatch(text -> DmarcRecord.parse(text).isPresent());
        return wanted
                ? List.of()
                : List.of(finding(
                                "dmarc-reports",
                                Grade.WARNING,
                                host + " does not say that it takes reports about " + Foreign.text(domain)
                                        + ", so most will not be sent.")
                        .mendedBy(Remedy.step(
                                "Ask whoever runs " + host + " for this record, or send the reports elsewhere.",
                                Remedy.dig("TXT", name))));
    }

    /**
     * Whether a message proves that it comes from the domain of its From, and what to change first.
     *
     * @param isOurs whether the records of that domain are ours to mend
     */
    public Finding message(DomainName from, List<Dmarc.Claim> claims, boolean isOurs) {
        var verdict = new Dmarc(dns).check(from.text(), claims);
        var evidence = new ArrayList<>(verdict.asked());
        verdict.proofs().forEach(proof -> evidence.add(line(proof)));
        if (verdict.passes()) {
            return finding("dmarc-alignment", Grade.GOOD, proven(from, verdict))
                    .seen(evidence)
                    .refutes("dmarc-fail", "unauthenticated");
        }
        if (verdict.unasked().isPresent()) {
            return finding(
                            "dmarc-alignment",
                            Grade.NOT_TESTED,
                            "The DNS gave " + Came.text(verdict.unasked().get()) + ".")
                    .seen(evidence);
        }
        if (verdict.mayPass()) {
            return finding("dmarc-alignment", Grade.NOT_TESTED, unknown(from, verdict))
                    .seen(evidence);
        }
        return finding(
                        "dmarc-alignment",
                        Grade.PROBLEM,
                        "Nothing proves that the message comes from " + from + ". Its policy asks receivers to "
                                + asks(verdict.policy()) + ".")
                .seen(evidence)
                .mendedBy(Remedy.step(
                        isOurs ? first(from, verdict) : another(from),
                        Remedy.dig("TXT", "_dmarc." + verdict.foundAt().orElse(from.text()))))
                .confirms("dmarc-fail", "unauthenticated");
    }

    private static String proven(DomainName from, DmarcVerdict verdict) {
        var proof = proof(verdict, Method.DKIM, true, true)
                .or(() -> proof(verdict, Method.SPF, true, true))
                .orElseThrow();
        return proof.method() + " of " + Foreign.text(proof.domain()) + " proves that the mail comes from " + from
                + ", as DMARC wants it.";
    }

    private static String unknown(DomainName from, DmarcVerdict verdict) {
        var unknown = verdict.proofs().stream()
                .filter(proof -> proof.proven() == Proven.UNKNOWN && proof.aligned())
                .map(proof -> proof.method() + " of " + Foreign.text(proof.domain()))
                .distinct()
                .collect(Collectors.joining(" and "));
        return "Whether the message proves that it comes from " + from + " is not known: " + unknown
                + " could not be looked at.";
    }

    /** Nobody can prove to be somebody else. */
    private static String another(DomainName from) {
        return "Put an address of a domain of yours into From, and that of " + from + " into Reply-To.";
    }

    private static String asks(Policy policy) {
        return switch (policy) {
            case NONE -> "do nothing about it";
            case QUARANTINE -> "treat it as junk";
            case REJECT -> "refuse it";
        };
    }

    private static String line(Proof proof) {
        return proof.method() + " of " + Foreign.text(proof.domain()) + came(proof) + ", "
                + (proof.aligned() ? "and it belongs to From" : "and it does not belong to From");
    }

    private static String came(Proof proof) {
        return switch (proof.proven()) {
            case YES -> " passes";
            case NO -> " fails";
            case UNKNOWN -> " could not be looked at";
        };
    }

    /** What helps soonest: a proof that nearly holds is mended before another is made. */
    private static String first(DomainName from, DmarcVerdict verdict) {
        return proof(verdict, Method.DKIM, false, true)
                .map(signature -> "Mend the DKIM signature of " + Foreign.text(signature.domain())
                        + ": it is aligned, and survives forwarding.")
                .or(() -> proof(verdict, Method.SPF, false, true)
                        .map(sender -> "Add the sending address to the SPF record of " + Foreign.text(sender.domain())
                                + ": it is aligned already."))
                .or(() -> tooStrict(from, verdict))
                .or(() -> proof(verdict, Method.DKIM, true, false)
                        .map(signature ->
                                "Sign with d=" + from + " instead of d=" + Foreign.text(signature.domain()) + "."))
                .or(() -> proof(verdict, Method.SPF, true, false)
                        .map(sender -> "Let the envelope's sender be of " + from + " instead of "
                                + Foreign.text(sender.domain()) + ", or sign with DKIM for " + from + "."))
                .orElse("Sign with DKIM for " + from + ".");
    }

    private static Optional<String> tooStrict(DomainName from, DmarcVerdict verdict) {
        return verdict.proofs().stream()
                .filter(Proof::isTooStrictlyAsked)
                .findFirst()
                .map(proof -> "Take " + (proof.method() == Method.SPF ? "aspf=s" : "adkim=s")
                        + " out of the DMARC record of "
                        + verdict.foundAt().map(Foreign::text).orElse(from.text())
                        + ": " + proof.method() + " of " + Foreign.text(proof.domain())
                        + " passes, and only strict alignment asks for " + from + " itself.");
    }

    private static Optional<Proof> proof(DmarcVerdict verdict, Method method, boolean passed, boolean aligned) {
        return verdict.proofs().stream()
                .filter(proof -> proof.method() == method && proof.passed() == passed && proof.aligned() == aligned)
                .findFirst();
    }

    private static Finding finding(String id, Grade grade, String says) {
        return Finding.of(Subject.DMARC, id, grade, says);
    }
}
