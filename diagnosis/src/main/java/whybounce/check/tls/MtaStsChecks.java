package whybounce.check.tls;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import whybounce.check.Came;
import whybounce.check.DomainName;
import whybounce.check.Finding;
import whybounce.check.Foreign;
import whybounce.check.Grade;
import whybounce.check.Remedy;
import whybounce.check.Subject;
import whybounce.check.tls.MailServers.Seen;
import whybounce.check.tls.MtaStsPolicy.Mode;
import whybounce.check.tls.PolicyFetch.Fetched;
import whybounce.dns.Answer.CouldNotAsk;
import whybounce.dns.Answer.Found;
import whybounce.dns.Answer.NoData;
import whybounce.dns.Answer.NoSuchName;
import whybounce.dns.Dns;

/** MTA-STS (RFC 8461): the record, the policy where it may be fetched, and whether the domain's servers fit it. */
final class MtaStsChecks {

    // RFC 8461 section 3.1.
    private static final int LONGEST_ID = 32;

    /** A day: RFC 8461 section 3.2 speaks of weeks, and a shorter one protects against little. */
    private static final long SHORT_AGE = 86_400;

    private final Dns dns;
    private final Optional<PolicyFetch> policies;

    MtaStsChecks(Dns dns, Optional<PolicyFetch> policies) {
        this.dns = dns;
        this.policies = policies;
    }

    /**
     * A domain.
     *
     * @param servers the hosts of its MX records, with what each showed where somebody looked; asked for when all of the
     *     DNS has been asked, since looking takes longer
     */
    List<Finding> of(DomainName domain, Supplier<Map<String, Optional<Seen>>> servers) {
        return switch (dns.txt("_mta-sts." + domain)) {
            case Found<String>(var texts) -> records(domain, Tags.records(texts, "STSv1"), servers);
            case CouldNotAsk<String>(var why) ->
                List.of(finding(Grade.NOT_TESTED, "For _mta-sts." + domain + " the DNS gave " + Came.text(why) + "."));
            case NoData<String> none -> List.of(unused(domain));
            case NoSuchName<String> none -> List.of(unused(domain));
        };
    }

    private static Finding unused(DomainName domain) {
        return finding(Grade.GOOD, domain + " uses no MTA-STS.");
    }

    // RFC 8461 section 3.1.
    private List<Finding> records(
            DomainName domain, List<Map<String, String>> records, Supplier<Map<String, Optional<Seen>>> servers) {
        if (records.isEmpty()) {
            return List.of(unused(domain));
        }
        var id = records.getFirst().getOrDefault("id", "");
        boolean good = !id.isEmpty()
                && id.length() <= LONGEST_ID
                && id.chars().allMatch(c -> c < 0x80 && Character.isLetterOrDigit(c));
        if (records.size() > 1 || !good) {
            return List.of(wrongRecord(domain, records.size() > 1));
        }
        return policies.isPresent()
                ? fetched(domain, id, policies.get().fetch(domain), servers)
                : List.of(Finding.of(
                        Subject.TLS_POLICY,
                        "tls-mta-sts-record",
                        Grade.GOOD,
                        domain + " uses MTA-STS (id " + id
                                + "). Its policy lies on a web server, which was not asked."));
    }

    private static Finding wrongRecord(DomainName domain, boolean several) {
        var says = several
                ? domain + " has several MTA-STS records. With more than one, none counts."
                : "The MTA-STS record of " + domain
                        + " has no id of 1 to 32 letters and digits, so that senders take it" + " for none.";
        return finding(Grade.PROBLEM, says)
                .mendedBy(Remedy.txt(
                        "Publish one, with a new id whenever the policy changes.",
                        "_mta-sts." + domain,
                        "v=STSv1; id=1"));
    }

    private static List<Finding> fetched(
            DomainName domain, String id, Fetched fetched, Supplier<Map<String, Optional<Seen>>> servers) {
        return switch (fetched) {
            case Fetched.Failed(var why) -> List.of(withoutPolicy(domain, "cannot be had: " + why));
            case Fetched.Text(var text) ->
                switch (MtaStsPolicy.read(text)) {
                    case MtaStsPolicy.Reading.Malformed(var why) ->
                        List.of(withoutPolicy(domain, "is none that senders go by: " + why));
                    case MtaStsPolicy.Reading.Policy(var policy) -> policy(domain, id, policy, servers);
                };
        };
    }

    // RFC 8461 section 5.1: who has an older policy goes by that, and others deliver as if there were none.
    private static Finding withoutPolicy(DomainName domain, String what) {
        return finding(
                        Grade.PROBLEM,
                        "The MTA-STS policy of " + domain + " " + what
                                + ". Senders go by an older one until it runs out, and then by none.")
                .mendedBy(Remedy.step(
                        "Mend the file, and then publish a new id in _mta-sts." + domain + ".", show(domain)));
    }

    private static List<Finding> policy(
            DomainName domain, String id, MtaStsPolicy policy, Supplier<Map<String, Optional<Seen>>> servers) {
        var findings = new ArrayList<Finding>();
        findings.add(summary(domain, id, policy));
        if (policy.mode() == Mode.NONE) {
            return findings;
        }
        servers.get().forEach((host, seen) -> {
            if (!policy.allows(host)) {
                findings.add(uncovered(domain, policy, host));
            } else if (seen.isPresent()) {
                trusted(policy, host, seen.get()).ifPresent(findings::add);
            }
        });
        return findings;
    }

    private static Finding summary(DomainName domain, String id, MtaStsPolicy policy) {
        var evidence = new ArrayList<>(List.of(
                "id " + id + ", mode " + policy.mode() + ", max_age " + policy.maxAge() + " seconds",
                "mx " + Foreign.list(policy.patterns())));
        var says = "The MTA-STS policy of " + domain + " has the mode " + policy.mode()
                + switch (policy.mode()) {
                    case ENFORCE -> ": senders that honour it deliver only over encryption that proves the server.";
                    case TESTING -> ": senders report what does not fit, and deliver all the same.";
                    case NONE -> ": it asks for nothing.";
                };
        boolean brief = policy.maxAge() < SHORT_AGE && policy.mode() == Mode.ENFORCE;
        return finding(
                        brief ? Grade.WARNING : Grade.GOOD,
                        brief
                                ? says + " Senders keep it for " + policy.maxAge()
                                        + " seconds (max_age), which protects against little; weeks are usual."
                                : says)
                .seen(evidence);
    }

    private static Finding uncovered(DomainName domain, MtaStsPolicy policy, String host) {
        var finding = unfit(
                policy,
                "The MTA-STS policy of " + domain + " does not name the mail server " + Foreign.text(host) + ".");
        return finding.mendedBy(DomainName.of(host)
                .map(name -> new Remedy(
                        "If it is one of yours, add this line to the policy, and then publish a new id in _mta-sts."
                                + domain + ".",
                        Optional.of("mx: " + name),
                        show(domain))));
    }

    // RFC 8461 section 4.2: the certificate must hold, be for the server's name, and lead to a known authority.
    private static Optional<Finding> trusted(MtaStsPolicy policy, String host, Seen seen) {
        var shown = Foreign.text(host);
        return switch (seen) {
            case Seen.NotReached(var why) -> Optional.empty();
            case Seen.Clear(var why) -> Optional.of(unfit(policy, shown + " does not encrypt: " + why + "."));
            case Seen.Encrypted(var protocol, var chain, var faults) ->
                faults.isEmpty()
                        ? Optional.empty()
                        : Optional.of(unfit(
                                policy,
                                "The certificate of " + shown + " does not hold: "
                                        + Foreign.text(String.join("; ", faults)) + "."));
        };
    }

    private static Finding unfit(MtaStsPolicy policy, String says) {
        return policy.mode() == Mode.ENFORCE
                ? finding(Grade.PROBLEM, says + " Senders that honour the MTA-STS policy do not deliver to it.")
                        .confirms("tls-failed")
                : finding(
                        Grade.WARNING,
                        says + " Under the MTA-STS policy they would not deliver to it, once it is enforced.");
    }

    private static String show(DomainName domain) {
        return "curl -sS https://mta-sts." + domain + "/.well-known/mta-sts.txt";
    }

    private static Finding finding(Grade grade, String says) {
        return Finding.of(Subject.TLS_POLICY, "tls-mta-sts", grade, says);
    }
}
