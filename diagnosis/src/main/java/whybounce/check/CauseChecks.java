package whybounce.check;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
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
import whybounce.check.tls.Outside;
import whybounce.check.tls.TlsPolicyChecks;
import whybounce.dns.Dns;
import whybounce.failure.Observation;
import whybounce.failure.Observation.Verdict;

/** Asks the DNS what bears on the cause of a failure, and nothing else. */
public final class CauseChecks {

    private static final Set<String> AUTHENTICATION = Set.of("spf-fail", "dkim-fail", "dmarc-fail", "unauthenticated");
    private static final Set<String> SENDER_DOMAIN = Set.of("sender-domain-invalid");
    private static final Set<String> SENDING_HOST = Set.of("ptr-missing", "helo-invalid", "dynamic-ip");
    private static final Set<String> LISTED_ADDRESS = Set.of("ip-blocklisted", "ip-blocked", "ip-low-reputation");
    private static final Set<String> LISTED_DOMAIN = Set.of("domain-blocklisted", "domain-low-reputation");
    private static final Set<String> WAY_TO_RECIPIENT =
            Set.of("domain-not-found", "domain-no-mail", "dns-failure", "host-unreachable");
    private static final Set<String> ENCRYPTION = Set.of("tls-failed", "tls-required");

    private static final Set<String> KNOWN = Stream.of(
                    AUTHENTICATION,
                    SENDER_DOMAIN,
                    SENDING_HOST,
                    LISTED_ADDRESS,
                    LISTED_DOMAIN,
                    WAY_TO_RECIPIENT,
                    ENCRYPTION)
            .flatMap(Set::stream)
            .collect(Collectors.toUnmodifiableSet());

    private final Dns dns;
    private final List<BlockList> lists;
    private final Ours ours;
    private final RecentDomains recent;
    private final Outside outside;

    /**
     * Asks {@code dns}.
     *
     * @param lists that may be asked; none unless somebody wants it
     * @param ours whose records get a remedy
     * @param recent domains that mail went to lately; one that does not exist may be a slip of a finger away from them
     * @param outside whom else to ask; {@link Outside#NOTHING} unless somebody wants it
     */
    public CauseChecks(Dns dns, List<BlockList> lists, Ours ours, RecentDomains recent, Outside outside) {
        this.dns = dns;
        this.lists = List.copyOf(lists);
        this.ours = ours;
        this.recent = recent;
        this.outside = outside;
    }

    /**
     * A failure, as far as the DNS knows of it.
     *
     * @param sender the domain that the mail came from, where it is ours to mend; that of a stranger is nobody's business
     * @param addresses that we send from
     * @param helo what we call ourselves
     * @param recipient the domain that it went to
     */
    public record Case(
            String cause,
            Optional<DomainName> sender,
            List<InetAddress> addresses,
            Optional<DomainName> helo,
            Optional<DomainName> recipient) {

        public Case {
            addresses = List.copyOf(addresses);
        }
    }

    /** Whether there is anything to ask about a cause. */
    public static boolean know(String cause) {
        return KNOWN.contains(cause);
    }

    /** What confirms or refutes the cause, what is wrong besides, and what could not be asked. */
    public List<Observation> of(Case failure) {
        return observations(failure, SideBySide.findings(checks(failure)));
    }

    /** The same of the message itself, where its signatures matter: only then it is read. */
    public List<Observation> of(Case failure, SentMessage message) {
        var domain = failure.sender();
        if (domain.isEmpty()
                || !AUTHENTICATION.contains(failure.cause())
                || failure.cause().equals("spf-fail")) {
            return List.of();
        }
        var spf = new SpfChecks(dns);
        var helo = failure.helo().orElse(domain.get()).text();
        var addresses = failure.addresses().stream()
                .map(address -> spf.address(domain.get(), address, helo))
                .toList();
        var envelope = new Claim(Method.SPF, domain.get().text(), SpfChecks.proven(addresses));
        return observations(failure, new MessageChecks(dns, ours).of(message, List.of(envelope)));
    }

    private static List<Observation> observations(Case failure, List<Finding> findings) {
        return findings.stream()
                .filter(finding -> bearsOn(failure.cause(), finding))
                .map(finding -> finding.observation(failure.cause()))
                .toList();
    }

    private static boolean bearsOn(String cause, Finding finding) {
        return finding.verdict(cause) != Verdict.SILENT
                || finding.grade() == Grade.PROBLEM
                || finding.grade() == Grade.NOT_TESTED;
    }

    private List<Callable<List<Finding>>> checks(Case failure) {
        var checks = new ArrayList<Callable<List<Finding>>>();
        failure.sender().ifPresent(domain -> sender(checks, domain, failure));
        failure.addresses().forEach(address -> address(checks, address, failure));
        failure.recipient().ifPresent(domain -> recipient(checks, domain, failure.cause()));
        return checks;
    }

    private void sender(List<Callable<List<Finding>>> checks, DomainName domain, Case failure) {
        var cause = failure.cause();
        if (AUTHENTICATION.contains(cause)) {
            var spf = new SpfChecks(dns);
            checks.add(() -> spf.record(domain));
            var helo = failure.helo().orElse(domain).text();
            failure.addresses().forEach(address -> checks.add(() -> List.of(spf.address(domain, address, helo))));
            if (!cause.equals("spf-fail")) {
                checks.add(() -> new DmarcChecks(dns).record(domain));
            }
        }
        if (SENDER_DOMAIN.contains(cause)) {
            checks.add(() -> new RouteChecks(dns).of(domain, Side.OURS));
        }
        if (LISTED_DOMAIN.contains(cause)) {
            lists.forEach(list -> checks.add(() -> new ListingChecks(dns).of(domain, List.of(list))));
        }
    }

    private void address(List<Callable<List<Finding>>> checks, InetAddress address, Case failure) {
        if (SENDING_HOST.contains(failure.cause())) {
            checks.add(() -> new HostChecks(dns).of(address, failure.helo()));
        }
        if (LISTED_ADDRESS.contains(failure.cause())) {
            lists.forEach(list -> checks.add(() -> new ListingChecks(dns).of(address, List.of(list))));
        }
    }

    private void recipient(List<Callable<List<Finding>>> checks, DomainName domain, String cause) {
        if (WAY_TO_RECIPIENT.contains(cause)) {
            checks.add(() -> theirs(domain, new RouteChecks(dns, recent).of(domain, Side.THEIRS)));
        }
        if (ENCRYPTION.contains(cause)) {
            checks.add(() -> theirs(domain, new TlsPolicyChecks(dns, outside).of(domain, Side.THEIRS)));
        }
    }

    /** What the recipient's administrators must mend is shown, and nobody here is told to publish it. */
    private static List<Finding> theirs(DomainName domain, List<Finding> findings) {
        return findings.stream()
                .map(finding -> finding.mendedBy(finding.remedy()
                        .map(remedy -> Remedy.step(
                                "Only the administrators of " + domain
                                        + " can mend this. Send them this report; the command shows what is there.",
                                shown(domain, remedy.show())))))
                .toList();
    }

    /** Hosts that their DNS names stand in no command of ours. */
    private static String shown(DomainName domain, String command) {
        var name = command.substring(command.lastIndexOf(' ') + 1);
        boolean ours = Stream.of("", "_mta-sts.", "_smtp._tls.").anyMatch(prefix -> name.equals(prefix + domain));
        return ours ? command : Remedy.dig("MX", domain.text());
    }
}
