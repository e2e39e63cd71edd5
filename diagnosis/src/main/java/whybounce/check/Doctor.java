package whybounce.check;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import whybounce.check.dkim.DkimKeyChecks;
import whybounce.check.dmarc.Dmarc.Claim;
import whybounce.check.dmarc.DmarcChecks;
import whybounce.check.dmarc.DmarcVerdict.Method;
import whybounce.check.host.HostChecks;
import whybounce.check.listing.ListingChecks;
import whybounce.check.message.ContentChecks;
import whybounce.check.message.MessageChecks;
import whybounce.check.message.SentMessage;
import whybounce.check.route.RouteChecks;
import whybounce.check.route.RouteChecks.Side;
import whybounce.check.spf.SpfChecks;
import whybounce.check.tls.Outside;
import whybounce.check.tls.TlsPolicyChecks;
import whybounce.dns.Answer.CouldNotAsk;
import whybounce.dns.Dns;
import whybounce.dns.Hurried;
import whybounce.dns.Question;

/**
 * Looks at all there is to a domain, at the same time, and in so much time at most. What the DNS does not say by then is
 * told as not tested.
 */
public final class Doctor {

    /** As long as somebody at a terminal waits gladly. */
    public static final Duration ENOUGH = Duration.ofSeconds(3);

    /** The id of what is told where nothing could be tested, and the resolver is not to blame. */
    public static final String SILENT_DOMAIN = "route-dns-silent";

    /** An answer that lies ready comes within it. */
    private static final Duration AT_HAND = Duration.ofMillis(500);

    private final Dns dns;
    private final Duration inAll;
    private final Outside outside;

    /**
     * Asks the DNS and nobody else.
     *
     * @param inAll for all questions together
     */
    public Doctor(Dns dns, Duration inAll) {
        this(dns, inAll, Outside.NOTHING);
    }

    /**
     * Asks the DNS, and others that are allowed.
     *
     * @param inAll for all questions to the DNS together; others have a limit of their own
     */
    public Doctor(Dns dns, Duration inAll, Outside outside) {
        this.dns = dns;
        this.inAll = inAll;
        this.outside = outside;
    }

    /** What was found, grouped by subject. */
    public List<Finding> examine(CheckRequest request) {
        var findings = new ArrayList<>(SideBySide.findings(checks(request)));
        boolean nothing = findings.stream().allMatch(finding -> finding.grade() == Grade.NOT_TESTED);
        if (nothing && resolverAnswers()) {
            findings.add(Finding.of(
                    Subject.MAIL_SERVERS,
                    SILENT_DOMAIN,
                    Grade.NOT_TESTED,
                    "The resolver that was asked works. It is the DNS servers of " + request.domain()
                            + " that do not answer, or too slowly."));
        }
        findings.sort(Comparator.comparing(Finding::subject));
        return findings;
    }

    /** Each resolver knows the root. */
    private boolean resolverAnswers() {
        return !(dns.ask(Question.mx("."), AT_HAND).answer() instanceof CouldNotAsk);
    }

    private List<Callable<List<Finding>>> checks(CheckRequest request) {
        var hurried = new Hurried(dns, inAll);
        var spf = new SpfChecks(hurried);
        var listings = new ListingChecks(hurried);
        var domain = request.domain();
        var checks = new ArrayList<Callable<List<Finding>>>();
        checks.add(() -> spf.record(domain));
        checks.add(() -> new DmarcChecks(hurried).record(domain));
        checks.add(() -> new RouteChecks(hurried).of(domain, Side.OURS));
        checks.add(() -> new TlsPolicyChecks(hurried, outside).of(domain, Side.OURS));
        checks.add(() -> listings.of(domain, request.lists()));
        for (var selector : request.selectors()) {
            checks.add(() -> List.of(new DkimKeyChecks(hurried).of(domain, selector, request.key())));
        }
        for (var address : request.addresses()) {
            checks.add(() -> sender(spf, hurried, request, address));
            checks.add(() -> new HostChecks(hurried).of(address, request.helo()));
            checks.add(() -> listings.of(address, request.lists()));
        }
        request.message().ifPresent(message -> checks.add(() -> message(spf, hurried, request, message)));
        for (var remote : request.remotes()) {
            checks.add(() -> new RouteChecks(hurried).of(remote, Side.THEIRS));
            checks.add(() -> new TlsPolicyChecks(hurried, outside).of(remote, Side.THEIRS));
        }
        return checks;
    }

    /** SPF of the address, and whether that is enough for DMARC, unless there is a message that tells more. */
    private static List<Finding> sender(SpfChecks spf, Dns dns, CheckRequest request, InetAddress address) {
        var finding = spf(spf, request, address);
        if (request.message().isPresent()) {
            return List.of(finding);
        }
        if (finding.grade() == Grade.NOT_TESTED) {
            return List.of(finding, alignmentNotTested("Whether SPF proves the domain is not known."));
        }
        var claim = new Claim(Method.SPF, request.domain().text(), true);
        return List.of(
                finding,
                finding.grade() == Grade.GOOD
                        ? new DmarcChecks(dns).message(request.domain(), List.of(claim), true)
                        : alignmentNotTested(
                                "Without SPF only a DKIM signature can prove the domain, and no message was"
                                        + " given whose signatures could be looked at."));
    }

    private static Finding alignmentNotTested(String why) {
        return Finding.of(Subject.DMARC, "dmarc-alignment", Grade.NOT_TESTED, why);
    }

    private static Finding spf(SpfChecks spf, CheckRequest request, InetAddress address) {
        return spf.address(
                request.domain(),
                address,
                request.helo().orElse(request.domain()).text());
    }

    private static List<Finding> message(SpfChecks spf, Dns dns, CheckRequest request, SentMessage message) {
        var addresses = request.addresses().stream()
                .map(address -> spf(spf, request, address))
                .toList();
        var envelope = new Claim(Method.SPF, request.domain().text(), SpfChecks.proven(addresses));
        var findings = new ArrayList<>(new MessageChecks(dns, request.ours()).of(message, List.of(envelope)));
        findings.addAll(ContentChecks.of(message, request.sizeLimit()));
        return findings;
    }
}
