package whybounce.check.listing;

import java.net.InetAddress;
import java.util.List;
import whybounce.check.Came;
import whybounce.check.DomainName;
import whybounce.check.Finding;
import whybounce.check.Foreign;
import whybounce.check.Grade;
import whybounce.check.PublicAddress;
import whybounce.check.Remedy;
import whybounce.check.Subject;
import whybounce.check.listing.BlockList.Kind;
import whybounce.dns.Answer.CouldNotAsk;
import whybounce.dns.Answer.Found;
import whybounce.dns.Answer.NoData;
import whybounce.dns.Answer.NoSuchName;
import whybounce.dns.Dns;
import whybounce.dns.IpText;
import whybounce.dns.Question;
import whybounce.dns.ReverseName;

/** Whether addresses and domains are on block lists (RFC 5782). */
public final class ListingChecks {

    /** Of the text that a list gives; it is quoted, and longer than this nobody reads. */
    private static final int LONGEST_TEXT = 200;

    private final Dns dns;

    public ListingChecks(Dns dns) {
        this.dns = dns;
    }

    public List<Finding> of(InetAddress address, List<BlockList> lists) {
        if (!PublicAddress.is(address)) {
            return List.of();
        }
        var kind = address.getAddress().length == 4 ? Kind.IP4 : Kind.IP6;
        return lists.stream()
                .filter(list -> list.lists().contains(kind))
                .map(list -> ask(list, ReverseName.labels(address), IpText.text(address), "ip-blocklisted"))
                .toList();
    }

    public List<Finding> of(DomainName domain, List<BlockList> lists) {
        return lists.stream()
                .filter(list -> list.lists().contains(Kind.DOMAIN))
                .map(list -> ask(list, domain.text(), domain.text(), "domain-blocklisted"))
                .toList();
    }

    private Finding ask(BlockList list, String key, String what, String cause) {
        var name = key + "." + list.zone();
        return switch (dns.ask(Question.a(name))) {
            case NoSuchName<InetAddress> none -> notListed(list, what, cause);
            case NoData<InetAddress> none -> notListed(list, what, cause);
            case CouldNotAsk<InetAddress>(var why) ->
                finding(Grade.NOT_TESTED, list.name() + ": the DNS gave " + Came.text(why) + ".");
            case Found<InetAddress>(var answers) -> answered(list, name, what, cause, answers);
        };
    }

    private static Finding notListed(BlockList list, String what, String cause) {
        return finding(Grade.GOOD, list.name() + " does not list " + what + ".").refutes(cause);
    }

    private Finding answered(BlockList list, String name, String what, String cause, List<InetAddress> answers) {
        var codes = answers.stream().map(IpText::text).toList();
        if (!codes.stream().allMatch(ListingChecks::isListing)) {
            return finding(
                    Grade.NOT_TESTED,
                    list.name() + " did not answer the question: " + Foreign.list(codes)
                            + " is no listing. It does not talk to the resolver that was asked, such as a public one, or that"
                            + " resolver makes answers up.");
        }
        var meanings = codes.stream()
                .map(code -> code + ", " + list.meaning(code).orElse("a code that we do not know"))
                .toList();
        return finding(Grade.PROBLEM, list.name() + " lists " + what + ": " + String.join("; ", meanings) + ".")
                .seen(quote(name))
                .mendedBy(Remedy.step(
                        "Find and stop what got it listed, then ask for removal: " + list.removal(),
                        Remedy.dig("A", name)))
                .confirms(cause);
    }

    /**
     * RFC 5782 section 2.1: an answer lies within 127.0.0.0/8. Lists say 127.255.255.x to those that they do not talk to,
     * and some 127.0.0.1.
     */
    private static boolean isListing(String code) {
        return code.startsWith("127.") && !code.startsWith("127.255.255.") && !code.equals("127.0.0.1");
    }

    private List<String> quote(String name) {
        return dns.txt(name) instanceof Found<String>(var texts)
                ? List.of("It says: \"" + Foreign.text(texts.getFirst(), LONGEST_TEXT) + "\"")
                : List.of();
    }

    private static Finding finding(Grade grade, String says) {
        return Finding.of(Subject.BLOCK_LISTS, "block-list", grade, says);
    }
}
