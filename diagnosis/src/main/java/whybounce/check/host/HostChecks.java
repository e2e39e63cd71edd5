package whybounce.check.host;

import java.net.InetAddress;
import java.util.ArrayList;
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
import whybounce.dns.Answer.Found;
import whybounce.dns.Dns;
import whybounce.dns.IpText;
import whybounce.dns.Question;
import whybounce.dns.ReverseName;

/** What receivers see of a host that sends: PTR, forward confirmation, EHLO. */
public final class HostChecks {

    /** Names of one address that are looked at; hostile zones list thousands. */
    private static final int MOST_NAMES = 5;

    private final Dns dns;

    public HostChecks(Dns dns) {
        this.dns = dns;
    }

    /**
     * What is found.
     *
     * @param helo what the host calls itself, where that is known
     */
    public List<Finding> of(InetAddress address, Optional<DomainName> helo) {
        if (!PublicAddress.is(address)) {
            return List.of(finding(
                    "host-address",
                    Grade.NOT_TESTED,
                    "A private address is not the one that others see; name the public one."));
        }
        var findings = new ArrayList<Finding>();
        findings.add(names(address, helo));
        helo.ifPresent(name -> findings.add(helo(name, address)));
        return findings;
    }

    private Finding names(InetAddress address, Optional<DomainName> helo) {
        var shown = IpText.text(address);
        return switch (dns.ask(Question.ptr(address))) {
            case Found<String>(var names) -> named(address, names, helo);
            case CouldNotAsk<String>(var why) ->
                finding(
                        "host-ptr",
                        Grade.NOT_TESTED,
                        "The name of " + shown + ": the DNS gave " + Came.text(why) + ".");
            case whybounce.dns.Answer.NoData<String> none -> nameless(address, helo);
            case whybounce.dns.Answer.NoSuchName<String> none -> nameless(address, helo);
        };
    }

    private static Finding nameless(InetAddress address, Optional<DomainName> helo) {
        return finding(
                        "host-ptr",
                        Grade.PROBLEM,
                        IpText.text(address) + " has no name in the DNS (PTR). Many receivers refuse such hosts.")
                .mendedBy(pointer(address, helo, "Ask whoever gave you the address to give it a name."))
                .confirms("ptr-missing");
    }

    private Finding named(InetAddress address, List<String> names, Optional<DomainName> helo) {
        var evidence = new ArrayList<>(List.of("PTR " + IpText.text(address) + ": " + Foreign.list(names)));
        var back = names.stream()
                .limit(MOST_NAMES)
                .filter(name -> leadsBack(name, address, evidence))
                .toList();
        if (back.isEmpty()) {
            return finding(
                            "host-ptr",
                            Grade.PROBLEM,
                            "The name of " + IpText.text(address) + ", " + Foreign.text(names.getFirst())
                                    + ", does not lead back to it.")
                    .seen(evidence)
                    .mendedBy(confirmation(address, names.getFirst(), helo))
                    .confirms("ptr-missing");
        }
        var name = Foreign.text(back.getFirst());
        if (back.stream().allMatch(one -> DynamicName.is(one, address))) {
            return finding(
                            "host-ptr",
                            Grade.WARNING,
                            "The name of " + IpText.text(address) + ", " + name
                                    + ", looks like that of a home or mobile connection. Large receivers refuse those.")
                    .seen(evidence)
                    .mendedBy(pointer(address, helo, "Ask whoever gave you the address for a name of your own."))
                    .confirms("dynamic-ip");
        }
        return finding(
                        "host-ptr",
                        Grade.GOOD,
                        IpText.text(address) + " is called " + name + ", and that leads back to it.")
                .seen(evidence)
                .refutes("ptr-missing", "dynamic-ip");
    }

    private boolean leadsBack(String name, InetAddress address, List<String> evidence) {
        var question = address.getAddress().length == 4 ? Question.a(name) : Question.aaaa(name);
        var answer = dns.ask(question);
        evidence.add(question.type() + " " + Foreign.text(name) + ": " + Came.text(answer));
        return answer instanceof Found<InetAddress>(var addresses) && addresses.contains(address);
    }

    private static Remedy pointer(InetAddress address, Optional<DomainName> name, String step) {
        var show = "dig +short -x " + IpText.text(address);
        return new Remedy(step, name.map(host -> ReverseName.of(address) + ". IN PTR " + host + "."), show);
    }

    /** The name comes from the DNS of the address; only one that the operator gave himself is put into a record. */
    private static Remedy confirmation(InetAddress address, String name, Optional<DomainName> helo) {
        var type = address.getAddress().length == 4 ? "A" : "AAAA";
        return helo.filter(own -> own.text().equalsIgnoreCase(name))
                .map(own -> Remedy.record("Give that name the address.", own.text(), type, IpText.text(address)))
                .orElseGet(() -> pointer(
                        address, helo, "Give that name the address, or have the address named after a host of yours."));
    }

    private Finding helo(DomainName name, InetAddress address) {
        var answer = dns.addresses(name.text());
        var line = "addresses of " + name + ": " + Came.text(answer);
        return switch (answer) {
            case Found<InetAddress>(var addresses)
            when addresses.contains(address) ->
                finding("host-helo", Grade.GOOD, "The host calls itself " + name + ", and that has its address.")
                        .seen(line)
                        .refutes("helo-invalid");
            case Found<InetAddress> others ->
                finding("host-helo", Grade.WARNING, "The host calls itself " + name + ", which has other addresses.")
                        .seen(line);
            case CouldNotAsk<InetAddress>(var why) ->
                finding("host-helo", Grade.NOT_TESTED, name + ": the DNS gave " + Came.text(why) + ".");
            case whybounce.dns.Answer.NoData<InetAddress> none ->
                nowhere(name, address).seen(line);
            case whybounce.dns.Answer.NoSuchName<InetAddress> none ->
                nowhere(name, address).seen(line);
        };
    }

    private static Finding nowhere(DomainName name, InetAddress address) {
        var type = address.getAddress().length == 4 ? "A" : "AAAA";
        return finding("host-helo", Grade.PROBLEM, "The host calls itself " + name + ", which has no address.")
                .mendedBy(Remedy.record("Give the name the address.", name.text(), type, IpText.text(address)))
                .confirms("helo-invalid");
    }

    private static Finding finding(String id, Grade grade, String says) {
        return Finding.of(Subject.SENDING_HOST, id, grade, says);
    }
}
