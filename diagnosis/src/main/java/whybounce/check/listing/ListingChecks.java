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
                .map(list ->
                        ask(list, kind, new Asked(ReverseName.labels(address), IpText.text(address), "ip-blocklisted")))
                .toList();
    }

    public List<Finding> of(DomainName domain, List<BlockList> lists) {
        return lists.stream()
                .filter(list -> list.lists().contains(Kind.DOMAIN))
                .map(list -> ask(list, Kind.DOMAIN, new Asked(domain.text(), domain.text(), "domain-blocklisted")))
                .toList();
    }

    /**
     * What is looked up.
     *
     * @param key in front of a list's zone
     * @param what as a person knows it
     * @param cause that a listing confirms
     */
    private record Asked(String key, String what, String cause) {}

    private Finding ask(BlockList list, Kind kind, Asked asked) {
        return switch (dns.ask(Question.a(asked.key + "." + list.zone()))) {
            case NoSuchName<InetAddress> none -> notListed(list, asked);
            case NoData<InetAddress> none -> notListed(list, asked);
            case CouldNotAsk<InetAddress>(var why) ->
                finding(Grade.NOT_TESTED, list.name() + ": the DNS gave " + Came.text(why) + ".");
            case Found<InetAddress>(var answers) -> answered(list, kind, asked, answers);
        };
    }

    private static Finding notListed(BlockList list, Asked asked) {
        return finding(Grade.GOOD, list.name() + " does not list " + asked.what + ".")
                .refutes(asked.cause);
    }

    private Finding answered(BlockList list, Kind kind, Asked asked, List<InetAddress> answers) {
        var name = asked.key + "." + list.zone();
        var codes = answers.stream().map(IpText::text).toList();
        if (!codes.stream().allMatch(ListingChecks::isListing)) {
            return finding(
                    Grade.NOT_TESTED,
                    list.name() + " did not answer the question: " + Foreign.list(codes)
                            + " is no listing. It does not talk to the resolver that was asked, such as a public one, or that"
                            + " resolver makes answers up.");
        }
        if (listsEverything(list, kind)) {
            return finding(
                    Grade.NOT_TESTED,
                    list.name() + " lists everything at present, even what no list may list. It is broken, or has been"
                            + " closed down.");
        }
        var meanings = codes.stream()
                .map(code -> code + ", " + list.meaning(code).orElse("a code that we do not know"))
                .toList();
        return finding(Grade.PROBLEM, list.name() + " lists " + asked.what + ": " + String.join("; ", meanings) + ".")
                .seen(quote(name))
                .mendedBy(Remedy.step(
                        "Find and stop what got it listed, then ask for removal: " + list.removal(),
                        Remedy.dig("A", name)))
                .confirms(asked.cause);
    }

    /**
     * RFC 5782 section 2.1: an answer lies within 127.0.0.0/8. Lists say 127.255.255.x to those that they do not talk to,
     * and some 127.0.0.1.
     */
    private static boolean isListing(String code) {
        return code.startsWith("127.") && !code.startsWith("127.255.255.") && !code.equals("127.0.0.1");
    }

    /** RFC 5782 section 5: 127.0.0.1, its IPv6 form, and the domain "invalid" are on no list that works. */
    private boolean listsEverything(BlockList list, Kind kind) {
        var never = switch (kind) {
            case IP4 -> "1.0.0.127";
            case IP6 -> "1.0.0.0.0.0.f.7.f.f.f.f.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0";
            case DOMAIN -> "invalid";
        };
        return dns.ask(Question.a(never + "." + list.zone())) instanceof Found;
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
