package whybounce.mailets.checks;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import whybounce.dns.IpText;

/**
 * Whether nothing at all can be reached from here: several destinations that have nothing to do with each other cannot be
 * connected to, and no connection came about meanwhile. One server that is down is no blockade, and neither are the dead
 * domains that a quiet relay may have nothing else to try: once something was reached, only what was reached before
 * counts.
 */
final class Blockade {

    /** One may be down, and a second by chance. */
    static final int ENOUGH = 3;

    /** Retries are an hour apart and more, so that what lies further back says nothing of now. */
    static final Duration WINDOW = Duration.ofHours(1);

    /** Of networks that were reached, and of failures. */
    private static final int MOST_KEPT = 1_000;

    /** Neighbours fail together: networks as providers get them. */
    private static final int IPV4_OCTETS = 2;

    private static final int IPV6_OCTETS = 4;

    private static final int MOST_TOLD = 5;

    private final LongSupplier nanoTime;
    private final Set<Network> reached = new LinkedHashSet<>();
    private final Map<Network, Lost> lost = new LinkedHashMap<>();

    Blockade(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    private record Network(String prefix) {
        static Network of(InetAddress address) {
            var octets = address.getAddress();
            int length = octets.length == 4 ? IPV4_OCTETS : IPV6_OCTETS;
            return new Network(octets.length + Arrays.toString(Arrays.copyOf(octets, length)));
        }
    }

    private record Lost(String domain, InetAddress address, long when) {}

    synchronized void reached(InetAddress address) {
        lost.clear();
        var network = Network.of(address);
        reached.remove(network);
        keep(reached, network);
    }

    private static void keep(Set<Network> networks, Network network) {
        networks.add(network);
        if (networks.size() > MOST_KEPT) {
            networks.remove(networks.iterator().next());
        }
    }

    synchronized void unreached(String domain, InetAddress address) {
        var network = Network.of(address);
        if (reached.isEmpty() || reached.contains(network)) {
            lost.remove(network);
            lost.put(network, new Lost(domain, address, nanoTime.getAsLong()));
            if (lost.size() > MOST_KEPT) {
                lost.remove(lost.keySet().iterator().next());
            }
        }
    }

    /** What was found, in a sentence; nothing where there is no blockade. */
    synchronized Optional<String> found() {
        long now = nanoTime.getAsLong();
        lost.values().removeIf(one -> now - one.when > WINDOW.toNanos());
        var domains = lost.values().stream().map(Lost::domain).collect(Collectors.toCollection(HashSet::new));
        return lost.size() >= ENOUGH && domains.size() >= ENOUGH ? Optional.of(said()) : Optional.empty();
    }

    private String said() {
        var some = lost.values().stream()
                .limit(MOST_TOLD)
                .map(one -> IpText.text(one.address))
                .collect(Collectors.joining(", "));
        return "No connection to port 25 of any destination came about lately; tried were " + lost.size()
                + " networks, such as those of " + some + ".";
    }
}
