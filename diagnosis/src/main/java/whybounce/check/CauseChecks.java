package whybounce.check;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import whybounce.check.dmarc.Dmarc.Claim;
import whybounce.check.dmarc.DmarcChecks;
import whybounce.check.dmarc.DmarcVerdict.Method;
import whybounce.check.host.HostChecks;
import whybounce.check.listing.BlockList;
import whybounce.check.listing.ListingChecks;
import whybounce.check.message.MessageChecks;
import whybounce.check.message.SentMessage;
import whybounce.check.route.RecentDomains;
import whybounce.check.route.RouteChecks;
import whybounce.check.route.RouteChecks.Side;
import whybounce.check.spf.SpfChecks;
import whybounce.check.tls.TlsPolicyChecks;
import whybounce.dns.Dns;
import whybounce.failure.Observation;
import whybounce.failure.Observation.Verdict;

/** Asks the DNS what bears on the cause of a failure, and nothing else. */
public final class CauseChecks {

    private static final Set<String> AUTHENTICATION = Set.of("spf-fail", "dkim-fail", "dmarc-fail", "unauthenticated");
    private static final Set<String> SENDING_HOST = Set.of("ptr-missing", "helo-invalid", "dynamic-ip");
    private static final Set<String> LISTED_ADDRESS = Set.of("ip-blocklisted", "ip-blocked", "ip-low-reputation");
    private static final Set<String> LISTED_DOMAIN = Set.of("domain-blocklisted", "domain-low-reputation");
    private static final Set<String> WAY_TO_RECIPIENT =
            Set.of("domain-not-found", "domain-no-mail", "dns-failure", "host-unreachable");
    private static final Set<String> ENCRYPTION = Set.of("tls-failed", "tls-required");
    private static final String SENDER_DOMAIN = "sender-domain-invalid";

    private static final Set<String> KNOWN = Stream.of(
                    AUTHENTICATION, SENDING_HOST, LISTED_ADDRESS, LISTED_DOMAIN, WAY_TO_RECIPIENT, ENCRYPTION)
            .flatMap(Set::stream)
            .collect(Collectors.toUnmodifiableSet());

    private final Dns dns;
    private final List<BlockList> lists;
    private final Ours ours;
    private final RecentDomains recent;

    /**
     * Asks {@code dns}.
     *
     * @param lists that may be asked; none unless somebody wants it
     * @param ours whose records get a remedy
     * @param recent domains that mail went to lately; one that does not exist may be a slip of a finger away from them
     */
    public CauseChecks(Dns dns, List<BlockList> lists, Ours ours, RecentDomains recent) {
        this.dns = dns;
        this.lists = List.copyOf(lists);
        this.ours = ours;
        this.recent = recent;
    }

    /**
     * A failure, as far as the DNS knows of it.
     *
     * @param sender the domain that the mail came from, where it is ours to mend; that of a stranger is nobody's business
     * @param addresses that we send from
     * @param helo what we call ourselves
     * @param recipient the domain that it went to
     * @param message that was sent, where it can still be read
     */
    public record Case(
            String cause,
            Optional<DomainName> sender,
            List<InetAddress> addresses,
            Optional<DomainName> helo,
            Optional<DomainName> recipient,
            Optional<SentMessage> message) {

        public Case {
            addresses = List.copyOf(addresses);
        }
    }

    /** Whether there is anything to ask about a cause. */
    public static boolean know(String cause) {
        return cause.equals(SENDER_DOMAIN) || KNOWN.contains(cause);
    }

    /** What confirms or refutes the cause, what is wrong besides, and what could not be asked. */
    public List<Observation> of(Case failure) {
        return findings(failure).stream()
                .filter(finding -> bearsOn(failure.cause(), finding))
                .map(finding -> finding.observation(failure.cause()))
                .toList();
    }

    private static boolean bearsOn(String cause, Finding finding) {
        return finding.verdict(cause) != Verdict.SILENT
                || finding.grade() == Grade.PROBLEM
                || finding.grade() == Grade.NOT_TESTED;
    }

    private List<Finding> findings(Case failure) {
        var cause = failure.cause();
        var findings = new ArrayList<Finding>();
        if (AUTHENTICATION.contains(cause)) {
            failure.sender().ifPresent(domain -> findings.addAll(authentication(domain, failure)));
        }
        if (cause.equals(SENDER_DOMAIN)) {
            failure.sender().ifPresent(domain -> findings.addAll(new RouteChecks(dns).of(domain, Side.OURS)));
        }
        if (LISTED_DOMAIN.contains(cause)) {
            failure.sender().ifPresent(domain -> findings.addAll(new ListingChecks(dns).of(domain, lists)));
        }
        for (var address : failure.addresses()) {
            findings.addAll(address(address, failure));
        }
        failure.recipient().ifPresent(domain -> findings.addAll(recipient(domain, cause)));
        return findings;
    }

    private List<Finding> authentication(DomainName domain, Case failure) {
        var spf = new SpfChecks(dns);
        var findings = new ArrayList<>(spf.record(domain));
        var helo = failure.helo().orElse(domain).text();
        var addresses = failure.addresses().stream()
                .map(address -> spf.address(domain, address, helo))
                .toList();
        findings.addAll(addresses);
        if (!failure.cause().equals("spf-fail")) {
            findings.addAll(new DmarcChecks(dns).record(domain));
            var envelope = new Claim(Method.SPF, domain.text(), SpfChecks.proven(addresses));
            failure.message()
                    .map(message -> new MessageChecks(dns, ours).of(message, List.of(envelope)))
                    .ifPresent(findings::addAll);
        }
        return findings;
    }

    private List<Finding> address(InetAddress address, Case failure) {
        if (SENDING_HOST.contains(failure.cause())) {
            return new HostChecks(dns).of(address, failure.helo());
        }
        return LISTED_ADDRESS.contains(failure.cause()) ? new ListingChecks(dns).of(address, lists) : List.of();
    }

    private List<Finding> recipient(DomainName domain, String cause) {
        if (WAY_TO_RECIPIENT.contains(cause)) {
            return new RouteChecks(dns, recent).of(domain, Side.THEIRS);
        }
        return ENCRYPTION.contains(cause) ? new TlsPolicyChecks(dns).of(domain, Side.THEIRS) : List.of();
    }
}
