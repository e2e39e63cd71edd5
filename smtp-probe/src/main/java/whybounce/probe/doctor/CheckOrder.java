package whybounce.probe.doctor;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import whybounce.check.DomainName;

/**
 * What {@code check} is asked for; each name in it may stand in a record.
 *
 * @param lists names or zones of block lists; {@code all} for all that we know
 */
public record CheckOrder(
        String domain,
        List<InetAddress> addresses,
        Optional<String> helo,
        List<String> selectors,
        List<String> remotes,
        List<String> lists,
        List<InetSocketAddress> resolvers,
        Beyond beyond,
        Sent sent,
        boolean json) {

    /**
     * What was sent, and with which key.
     *
     * @param message the file that it is in
     * @param key the file of the private key that signs with the selector
     * @param limit octets that the receiving server takes
     */
    public record Sent(Optional<String> message, Optional<String> key, Optional<Long> limit) {

        /** Nothing that is known. */
        public static final Sent NOTHING = new Sent(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Without a message. */
    public CheckOrder(
            String domain,
            List<InetAddress> addresses,
            Optional<String> helo,
            List<String> selectors,
            List<String> remotes,
            List<String> lists,
            List<InetSocketAddress> resolvers,
            Beyond beyond,
            boolean json) {
        this(domain, addresses, helo, selectors, remotes, lists, resolvers, beyond, Sent.NOTHING, json);
    }

    /**
     * What may be asked besides the DNS.
     *
     * @param connect whether mail servers are connected to
     * @param mtaSts whether policies of MTA-STS are fetched from web servers
     */
    public record Beyond(boolean connect, boolean mtaSts) {

        /** Nothing. */
        public static final Beyond NOTHING = new Beyond(false, false);
    }

    /** The same about another domain, from these addresses, and where mail to these goes. */
    public CheckOrder about(String other, List<InetAddress> from, List<DomainName> to) {
        var names = to.stream().map(DomainName::text).toList();
        return new CheckOrder(other, from, helo, selectors, names, lists, resolvers, beyond, sent, json);
    }

    public CheckOrder {
        addresses = List.copyOf(addresses);
        selectors = List.copyOf(selectors);
        remotes = List.copyOf(remotes);
        lists = List.copyOf(lists);
        resolvers = List.copyOf(resolvers);
    }
}
