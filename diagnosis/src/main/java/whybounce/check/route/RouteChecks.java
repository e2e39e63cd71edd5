package whybounce.check.route;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import whybounce.check.Came;
import whybounce.check.DomainName;
import whybounce.check.Finding;
import whybounce.check.Foreign;
import whybounce.check.Grade;
import whybounce.check.PublicAddress;
import whybounce.check.Remedy;
import whybounce.check.Subject;
import whybounce.dns.Answer.CouldNotAsk;
import whybounce.dns.Answer.CouldNotAsk.Why;
import whybounce.dns.Answer.Found;
import whybounce.dns.Answer.NoData;
import whybounce.dns.Answer.NoSuchName;
import whybounce.dns.Dns;
import whybounce.dns.IpText;
import whybounce.dns.Mx;
import whybounce.dns.Question;

/** MX, null MX, and hosts without an address, of a sender's domain or of a recipient's. */
public final class RouteChecks {

    /** Servers that are looked at; a relay tries fewer. */
    private static final int MOST_SERVERS = 10;

    private final Dns dns;
    private final RecentDomains recent;

    public RouteChecks(Dns dns) {
        this(dns, new RecentDomains());
    }

    /**
     * @param recent domains that mail went to lately, for slips of a finger
     */
    public RouteChecks(Dns dns, RecentDomains recent) {
        this.dns = dns;
        this.recent = recent;
    }

    /** Whose domain it is; what is wrong with it stands for different causes. */
    public enum Side {
        /** The sender's: answers and bounces go there. */
        OURS,
        THEIRS
    }

    public List<Finding> of(DomainName domain, Side side) {
        return switch (dns.mx(domain.text())) {
            case Found<Mx>(var records) -> ofRecords(domain, records, side);
            case NoData<Mx> none -> implicit(domain, side);
            case NoSuchName<Mx> none -> List.of(noSuchDomain(domain, side));
            case CouldNotAsk<Mx>(var why) -> List.of(unasked(domain.text(), why));
        };
    }

    private List<Finding> ofRecords(DomainName domain, List<Mx> records, Side side) {
        var line = "MX " + domain + ": " + Came.text(new Found<>(records));
        if (records.stream().allMatch(Mx::isNull)) {
            return List.of(noMail(domain, side).seen(line));
        }
        var findings = new ArrayList<Finding>();
        if (records.stream().anyMatch(Mx::isNull)) {
            findings.add(finding(
                            "route-null-mx",
                            Grade.WARNING,
                            domain + " has a null MX besides others; RFC 7505 section 3 forbids that.")
                    .seen(line));
        }
        var hosts = records.stream()
                .filter(mx -> !mx.isNull())
                .sorted(Comparator.comparingInt(Mx::preference))
                .map(Mx::host)
                .distinct()
                .limit(MOST_SERVERS)
                .toList();
        var found = hosts.stream().map(host -> server(domain, host)).toList();
        boolean reachable = found.stream().anyMatch(one -> one.grade() != Grade.PROBLEM);
        if (reachable) {
            findings.add(finding("route-mx", Grade.GOOD, "Mail for " + domain + " goes to " + Foreign.list(hosts) + ".")
                    .seen(line)
                    .refutes(side == Side.OURS ? "sender-domain-invalid" : "domain-no-mail"));
        }
        found.stream().filter(one -> one.grade() != Grade.GOOD).forEach(findings::add);
        if (side == Side.OURS) {
            hosts.forEach(host -> alias(domain, host).ifPresent(findings::add));
        }
        return findings;
    }

    private Finding server(DomainName domain, String host) {
        var shown = Foreign.text(host);
        if (IpText.address(host).isPresent()) {
            return finding(
                            "route-host",
                            Grade.PROBLEM,
                            "An MX record names the address " + shown
                                    + " instead of a host. No server has to understand that.")
                    .mendedBy(Remedy.step(
                            "Name a host there, and give the host that address.", Remedy.dig("MX", domain.text())));
        }
        return switch (dns.addresses(host)) {
            case Found<InetAddress>(var addresses)
            when addresses.stream().noneMatch(PublicAddress::is) ->
                finding("route-host", Grade.PROBLEM, shown + " has private addresses only; nobody else can reach it.")
                        .mendedBy(Remedy.step("Give it an address that others can reach.", Remedy.dig("A", host)));
            case Found<InetAddress> found -> finding("route-host", Grade.GOOD, shown + " has an address.");
            case CouldNotAsk<InetAddress>(var why) -> unasked(host, why);
            case NoData<InetAddress> none -> without(shown);
            case NoSuchName<InetAddress> none -> without(shown);
        };
    }

    // RFC 2181 section 10.3, RFC 5321 section 5.1: the name in an MX record is no alias.
    private Optional<Finding> alias(DomainName domain, String host) {
        return dns.ask(Question.cname(host)) instanceof Found<String>(var targets)
                ? Optional.of(finding(
                                "route-alias",
                                Grade.WARNING,
                                "The mail server " + Foreign.text(host) + " is another name (CNAME) of "
                                        + Foreign.list(targets)
                                        + ". An MX record must name the host itself; some senders"
                                        + " do not deliver there.")
                        .mendedBy(
                                Remedy.step("Name the host itself in the MX record.", Remedy.dig("MX", domain.text()))))
                : Optional.empty();
    }

    private static Finding without(String host) {
        return finding("route-host", Grade.PROBLEM, "The mail server " + host + " has no address.")
                .mendedBy(Remedy.step("Give it one, or take it out of the MX records.", Remedy.dig("A", host)))
                .confirms("domain-no-mail");
    }

    private static Finding noMail(DomainName domain, Side side) {
        return side == Side.THEIRS
                ? finding("route-null-mx", Grade.PROBLEM, domain + " says that it takes no mail at all (null MX).")
                        .confirms("domain-no-mail")
                : finding(
                                "route-null-mx",
                                Grade.WARNING,
                                domain
                                        + " takes no mail (null MX), so answers and bounces cannot reach it. Some receivers"
                                        + " refuse such senders.")
                        .mendedBy(Remedy.step(
                                "Send from a domain that takes mail, or give this one mail servers.",
                                Remedy.dig("MX", domain.text())))
                        .confirms("sender-domain-invalid");
    }

    // RFC 5321 section 5.1: without an MX record the domain itself is the server.
    private List<Finding> implicit(DomainName domain, Side side) {
        var answer = dns.addresses(domain.text());
        return List.of(
                switch (answer) {
                    case Found<InetAddress> found ->
                        finding(
                                        "route-mx",
                                        Grade.WARNING,
                                        domain
                                                + " has no MX record, so mail goes to its own address. Some senders do not try that.")
                                .mendedBy(ownServer(domain, side))
                                .seen("addresses of " + domain + ": " + Came.text(answer));
                    case CouldNotAsk<InetAddress>(var why) -> unasked(domain.text(), why);
                    case NoData<InetAddress> none -> noServer(domain, side);
                    case NoSuchName<InetAddress> none -> noServer(domain, side);
                });
    }

    private static Optional<Remedy> ownServer(DomainName domain, Side side) {
        return side == Side.THEIRS
                ? Optional.empty()
                : Optional.of(Remedy.record(
                        "Publish one that names the server; this one names the domain itself, as it is now.",
                        domain.text(),
                        "MX",
                        "10 " + domain + "."));
    }

    private static Finding noServer(DomainName domain, Side side) {
        return finding(
                        "route-mx",
                        Grade.PROBLEM,
                        domain + " has neither an MX record nor an address: no mail reaches it.")
                .mendedBy(Remedy.step("Publish an MX record.", Remedy.dig("MX", domain.text())))
                .confirms(side == Side.OURS ? "sender-domain-invalid" : "domain-no-mail", "domain-not-found");
    }

    private Finding noSuchDomain(DomainName domain, Side side) {
        var known = Typo.of(domain.text(), recent.all()).map(Foreign::text);
        var meant = known.map(name -> " Was " + name + " meant?").orElse("");
        return finding("route-domain", Grade.PROBLEM, domain + " does not exist." + meant)
                .senderMay(known.map(name -> "Did you mean " + name + "? If so, send your message again with " + name
                        + " behind the @, and correct your address book."))
                .seen("MX " + domain + ": no such name")
                .confirms(side == Side.OURS ? "sender-domain-invalid" : "domain-not-found");
    }

    private static Finding unasked(String name, Why why) {
        var shown = Foreign.text(name);
        return switch (why) {
            case TIMED_OUT ->
                finding("route-dns", Grade.NOT_TESTED, "The DNS gave no answer in time about " + shown + ".");
            case SERVFAIL ->
                finding("route-dns", Grade.PROBLEM, "The DNS servers of " + shown + " fail (SERVFAIL).")
                        .mendedBy(Remedy.step(
                                "Ask each DNS server of the zone, and mend the one that does not answer as the others do.",
                                Remedy.dig("NS", name)))
                        .confirms("dns-failure");
            case BOGUS ->
                finding(
                                "route-dns",
                                Grade.PROBLEM,
                                "The DNSSEC signatures of " + shown + " do not hold, so careful servers do not"
                                        + " believe what it says.")
                        .mendedBy(
                                Remedy.step("Sign the zone again, or take its DS record out.", Remedy.dig("DS", name)))
                        .confirms("dns-failure");
            case BAD_NAME -> finding("route-dns", Grade.PROBLEM, shown + " is no name that the DNS can be asked for.");
        };
    }

    private static Finding finding(String id, Grade grade, String says) {
        return Finding.of(Subject.MAIL_SERVERS, id, grade, says);
    }
}
