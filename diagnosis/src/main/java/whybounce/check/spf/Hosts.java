package whybounce.check.spf;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import whybounce.check.AddressRange;
import whybounce.check.Came;
import whybounce.check.spf.SpfTerm.Prefix;
import whybounce.dns.Answer;
import whybounce.dns.Answer.CouldNotAsk;
import whybounce.dns.Answer.CouldNotAsk.Why;
import whybounce.dns.Answer.Found;
import whybounce.dns.Answer.NoData;
import whybounce.dns.Answer.NoSuchName;
import whybounce.dns.Mx;
import whybounce.dns.Question;

/** The mechanisms that look for the client among hosts: RFC 7208 sections 5.3 to 5.5 and 5.7. */
final class Hosts {

    // RFC 7208 section 4.6.4.
    private static final int MOST_NAMES = 10;

    private static final String NONE = "the DNS has no such record";

    private final SpfQuery query;
    private Optional<List<String>> validated = Optional.empty();

    Hosts(SpfQuery query) {
        this.query = query;
    }

    /** What came of a search, and why. */
    sealed interface Search {}

    record Hit(String why) implements Search {}

    record Miss(String why) implements Search {}

    /** Nothing is there that could match: a "void lookup". */
    record Nothing(String why) implements Search {}

    record TooMany(String why) implements Search {}

    /** The DNS did not say. */
    record Failed(String why) implements Search {}

    Search a(String name, Prefix prefix, Asking asking) {
        return switch (asking.ask(addresses(name))) {
            case Found<InetAddress>(var found) ->
                found.stream().anyMatch(address -> matches(address, prefix))
                        ? new Hit("it has the address")
                        : new Miss("its addresses are others");
            case NoData<InetAddress> none -> new Nothing(NONE);
            case NoSuchName<InetAddress> none -> new Nothing(NONE);
            case CouldNotAsk<InetAddress>(var why) -> unasked(why);
        };
    }

    Search mx(String name, Prefix prefix, Asking asking) {
        return switch (asking.ask(Question.mx(name))) {
            case Found<Mx>(var servers)
            when servers.size() > MOST_NAMES -> new TooMany(servers.size() + " mail servers; ten are allowed");
            case Found<Mx>(var servers) -> amongServers(servers, prefix, asking);
            case NoData<Mx> none -> new Nothing(NONE);
            case NoSuchName<Mx> none -> new Nothing(NONE);
            case CouldNotAsk<Mx>(var why) -> unasked(why);
        };
    }

    private Search amongServers(List<Mx> servers, Prefix prefix, Asking asking) {
        for (var server : servers) {
            if (!server.isNull()) {
                var search = a(server.host(), prefix, asking);
                if (search instanceof Hit || search instanceof Failed) {
                    return search;
                }
            }
        }
        return new Miss("no mail server has the address");
    }

    // RFC 7208 section 5.7: an A record, whatever the client's family.
    Search exists(String name, Asking asking) {
        return switch (asking.ask(Question.a(name))) {
            case Found<InetAddress> found -> new Hit("the name exists");
            case NoData<InetAddress> none -> new Nothing(NONE);
            case NoSuchName<InetAddress> none -> new Nothing(NONE);
            case CouldNotAsk<InetAddress>(var why) -> unasked(why);
        };
    }

    Search ptr(String domain, Asking asking) {
        var names = validated(asking);
        if (names.stream().anyMatch(name -> isWithin(name, domain))) {
            return new Hit("a name of the address is within it");
        }
        return names.isEmpty()
                ? new Nothing("the address has no name that leads back to it")
                : new Miss("the names of the address are others");
    }

    /** RFC 7208 section 7.3, {@code %{p}}: a name of the client, best one within the domain. */
    String validated(String domain, Asking asking) {
        var names = validated(asking);
        return names.stream()
                .filter(domain::equalsIgnoreCase)
                .findFirst()
                .or(() -> names.stream().filter(name -> isWithin(name, domain)).findFirst())
                .or(() -> names.stream().findFirst())
                .orElse("unknown");
    }

    private List<String> validated(Asking asking) {
        if (validated.isEmpty()) {
            validated = Optional.of(seek(asking));
        }
        return validated.get();
    }

    // RFC 7208 section 5.5: names whose addresses cannot be had are passed over, and of more than ten the rest.
    private List<String> seek(Asking asking) {
        var leadBack = new ArrayList<String>();
        if (asking.ask(Question.ptr(query.address())) instanceof Found<String>(var names)) {
            for (var name : names.subList(0, Math.min(names.size(), MOST_NAMES))) {
                if (asking.ask(addresses(name)) instanceof Found<InetAddress>(var back)
                        && back.contains(query.address())) {
                    leadBack.add(name);
                }
            }
        }
        return leadBack;
    }

    private static boolean isWithin(String name, String domain) {
        var folded = name.toLowerCase(Locale.ROOT);
        var parent = domain.toLowerCase(Locale.ROOT);
        return folded.equals(parent) || folded.endsWith("." + parent);
    }

    private Question<InetAddress> addresses(String name) {
        return query.isIpv4() ? Question.a(name) : Question.aaaa(name);
    }

    private boolean matches(InetAddress address, Prefix prefix) {
        int bits = query.isIpv4() ? prefix.ipv4() : prefix.ipv6();
        return new AddressRange(address.getAddress(), bits)
                .contains(query.address().getAddress());
    }

    // RFC 7208 section 4.8: a name that cannot be asked for, a macro's doing, is one that does not exist.
    private static Search unasked(Answer.CouldNotAsk.Why why) {
        return why == Why.BAD_NAME ? new Miss("it is no name") : new Failed(Came.text(why));
    }
}
