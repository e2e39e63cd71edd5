package whybounce.mailets.james;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import whybounce.dns.Answer;
import whybounce.dns.Dns;
import whybounce.dns.Mx;
import whybounce.failure.DeliveryFailure.NoRoute.Why;

/** Finds the mail exchangers of a domain (RFC 5321 section 5.1), and says why where there are none. */
final class MxLookup {

    /** How many hosts without an address are named; a domain may list thousands. */
    private static final int NAMED = 4;

    private final Dns dns;

    MxLookup(Dns dns) {
        this.dns = dns;
    }

    sealed interface Result {}

    /** In the order in which they are tried. */
    record Hosts(List<Host> hosts) implements Result {}

    /**
     * No server.
     *
     * @param hosts those that the MX records name and that have no address
     */
    record None(Why why, List<String> hosts) implements Result {
        private None(Why why) {
            this(why, List.of());
        }
    }

    record Host(String name, List<InetAddress> addresses) {}

    Result find(String domain) {
        return switch (dns.mx(domain)) {
            case Answer.Found<Mx>(var records) -> ofRecords(records);
            case Answer.NoData<Mx> none -> ofDomain(domain);
            case Answer.NoSuchName<Mx> none -> new None(Why.NO_SUCH_DOMAIN);
            case Answer.CouldNotAsk<Mx>(var why) -> new None(why(why));
        };
    }

    static Why why(Answer.CouldNotAsk.Why unasked) {
        return switch (unasked) {
            case TIMED_OUT -> Why.TIMED_OUT;
            case SERVFAIL, BOGUS -> Why.SERVFAIL;
            case BAD_NAME -> Why.NO_SUCH_DOMAIN;
        };
    }

    // RFC 5321 section 5.1: without an MX record the domain itself is the server.
    private Result ofDomain(String domain) {
        return switch (dns.addresses(domain)) {
            case Answer.Found<InetAddress>(var addresses) -> new Hosts(List.of(new Host(domain, addresses)));
            case Answer.NoData<InetAddress> none -> new None(Why.NO_SUCH_DOMAIN);
            case Answer.NoSuchName<InetAddress> none -> new None(Why.NO_SUCH_DOMAIN);
            case Answer.CouldNotAsk<InetAddress>(var why) -> new None(why(why));
        };
    }

    private Result ofRecords(List<Mx> records) {
        // RFC 7505 section 3: a null MX is the only record.
        if (records.stream().allMatch(Mx::isNull)) {
            return new None(Why.NULL_MX);
        }
        var hosts = new ArrayList<Host>();
        var unasked = Optional.<Why>empty();
        for (var mx : inOrder(records)) {
            switch (dns.addresses(mx.host())) {
                case Answer.Found<InetAddress>(var addresses) -> hosts.add(new Host(mx.host(), addresses));
                case Answer.CouldNotAsk<InetAddress>(var why) -> unasked = Optional.of(why(why));
                case Answer.NoData<InetAddress> none -> {}
                case Answer.NoSuchName<InetAddress> none -> {}
            }
        }
        return hosts.isEmpty()
                ? unasked.map(None::new).orElseGet(() -> new None(Why.MX_WITHOUT_ADDRESS, names(records)))
                : new Hosts(hosts);
    }

    private static List<String> names(List<Mx> records) {
        return records.stream()
                .filter(mx -> !mx.isNull())
                .sorted(Comparator.comparingInt(Mx::preference).thenComparing(Mx::host))
                .map(Mx::host)
                .limit(NAMED)
                .toList();
    }

    // RFC 5321 section 5.1: lowest preference first, equal ones in random order.
    private static List<Mx> inOrder(List<Mx> records) {
        var order = new ArrayList<>(records.stream().filter(mx -> !mx.isNull()).toList());
        Collections.shuffle(order);
        order.sort(Comparator.comparingInt(Mx::preference));
        return order;
    }
}
