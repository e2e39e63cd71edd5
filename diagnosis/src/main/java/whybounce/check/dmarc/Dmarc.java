package whybounce.check.dmarc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import whybounce.check.dmarc.DmarcRecord.Policy;
import whybounce.check.dmarc.DmarcVerdict.Alignment;
import whybounce.check.dmarc.DmarcVerdict.Method;
import whybounce.check.dmarc.DmarcVerdict.Proof;
import whybounce.dns.Answer.NoSuchName;
import whybounce.dns.Dns;
import whybounce.dns.Hurried;
import whybounce.dns.Question;

/** Finds a domain's policy, and whether a message is aligned with it: RFC 9989. */
public final class Dmarc {

    /** Eight questions for each domain of a message; a resolver that hangs is not waited for longer. */
    private static final Duration ENOUGH = Duration.ofSeconds(20);

    /** Signatures of a message that are looked at; hostile ones carry hundreds. */
    private static final int MOST_PROOFS = 10;

    private final Dns dns;

    public Dmarc(Dns dns) {
        this.dns = dns;
    }

    /** A domain that a message gives as its own, and whether the proof of it holds. */
    public record Claim(Method method, String domain, Proven proven) {

        public Claim(Method method, String domain, boolean passed) {
            this(method, domain, passed ? Proven.YES : Proven.NO);
        }
    }

    /** Whether a proof holds. */
    public enum Proven {
        YES,
        NO,
        /** It could not be looked at. */
        UNKNOWN
    }

    /**
     * What DMARC comes to.
     *
     * @param from the domain of the From field
     * @param claims the envelope's sender and each signature
     */
    public DmarcVerdict check(String from, List<Claim> claims) {
        var run = new Run(new Hurried(dns, ENOUGH));
        return run.verdict(folded(from), claims.stream().limit(MOST_PROOFS).toList());
    }

    private static String folded(String domain) {
        var lower = domain.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    /** One check; each domain is walked up once. */
    private static final class Run {

        private final Dns dns;
        private final Map<String, TreeWalk> walks = new HashMap<>();

        private Run(Dns dns) {
            this.dns = dns;
        }

        private TreeWalk walk(String domain) {
            return walks.computeIfAbsent(domain, name -> TreeWalk.from(dns, name));
        }

        private DmarcVerdict verdict(String from, List<Claim> claims) {
            var walk = walk(from);
            var stop = walk.policy();
            var record = stop.flatMap(TreeWalk.Stop::record);
            var proofs = new ArrayList<Proof>();
            for (var claim : claims) {
                boolean strict = record.filter(found ->
                                claim.method() == Method.SPF ? found.isStrictForSpf() : found.isStrictForDkim())
                        .isPresent();
                proofs.add(new Proof(
                        claim.method(),
                        claim.domain(),
                        claim.proven(),
                        alignment(folded(claim.domain()), from, strict)));
            }
            return new DmarcVerdict(
                    from,
                    walk.organization(),
                    stop.map(TreeWalk.Stop::domain),
                    record,
                    record.map(found -> policy(
                                    found, from, stop.map(TreeWalk.Stop::domain).orElse(from)))
                            .orElse(Policy.NONE),
                    proofs,
                    walk.unasked(),
                    walk.lines());
        }

        // RFC 9989 section 4.4.1 and following.
        private Alignment alignment(String domain, String from, boolean strict) {
            if (domain.equals(from)) {
                return Alignment.ALIGNED;
            }
            if (!walk(domain).organization().equals(walk(from).organization())) {
                return Alignment.NONE;
            }
            return strict ? Alignment.OF_ONE_ORGANIZATION : Alignment.ALIGNED;
        }

        private Policy policy(DmarcRecord record, String from, String at) {
            var asked = from.equals(at)
                    ? record.policy()
                    : doesNotExist(from) ? record.missingPolicy() : record.subdomainPolicy();
            return record.isTest() ? asked.milder() : asked;
        }

        private boolean doesNotExist(String name) {
            return dns.ask(Question.mx(name)) instanceof NoSuchName;
        }
    }
}
