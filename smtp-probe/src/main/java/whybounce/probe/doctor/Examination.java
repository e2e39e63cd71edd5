package whybounce.probe.doctor;

import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import whybounce.check.CheckRequest;
import whybounce.check.Doctor;
import whybounce.check.DomainName;
import whybounce.check.Finding;
import whybounce.check.listing.BlockList;
import whybounce.check.listing.BlockLists;
import whybounce.check.message.SentMessage;
import whybounce.check.tls.HttpsPolicyFetch;
import whybounce.check.tls.Outside;
import whybounce.dkim.SigningKey;
import whybounce.dns.Dns;
import whybounce.dns.Dnsjava;
import whybounce.probe.session.OwnName;

/** One run of {@code check}: who is asked, and what. */
public final class Examination {

    /** For one question; all of them together end sooner. */
    private static final Duration DNS_PATIENCE = Duration.ofSeconds(3);

    /** For a file on a web server that is awake. */
    private static final Duration POLICY_PATIENCE = Duration.ofSeconds(8);

    /** A file of many megabytes is read in less. */
    private static final Duration MESSAGE_PATIENCE = Duration.ofSeconds(20);

    private final CheckOrder order;
    private final Optional<SigningKey> key;

    public Examination(CheckOrder order) {
        this(order, Optional.empty());
    }

    /** @param key that signs with the selector */
    public Examination(CheckOrder order, Optional<SigningKey> key) {
        this.order = order;
        this.key = key;
    }

    /** What a mail program finds at its server. */
    public static List<Finding> of(ClientOrder order) {
        var doors = new Doors(Map.of(), Optional.empty(), Clock.systemUTC());
        return new ClientChecks(dns(order.resolvers()), doors, Clock.systemUTC()).of(order.host());
    }

    /** The servers of the order, or those of the system. */
    public Dns dns() {
        return dns(order.resolvers());
    }

    private static Dns dns(List<InetSocketAddress> resolvers) {
        return resolvers.isEmpty() ? Dnsjava.system(DNS_PATIENCE) : Dnsjava.at(resolvers, DNS_PATIENCE);
    }

    /** Block lists of the order that our table does not have; only those of the table are ever asked. */
    public List<String> unknownLists() {
        return order.lists().stream()
                .filter(name -> !name.equalsIgnoreCase("all"))
                .filter(name -> BlockLists.shipped().stream().noneMatch(list -> is(list, name)))
                .toList();
    }

    /** Asks the servers of the order, or those of the system. */
    public List<Finding> findings() {
        var dns = dns(order.resolvers());
        return findings(dns, LiveServers.Reach.INTERNET);
    }

    /** Asks this one, whatever the order says of others. */
    public List<Finding> findings(Dns dns) {
        return new Doctor(dns, Doctor.ENOUGH).examine(request());
    }

    /** Asks this one, and connects as far as the order and {@code reach} allow. */
    List<Finding> findings(Dns dns, LiveServers.Reach reach) {
        return new Doctor(dns, Doctor.ENOUGH, outside(dns, reach)).examine(request());
    }

    private Outside outside(Dns dns, LiveServers.Reach reach) {
        var beyond = order.beyond();
        return new Outside(
                beyond.connect()
                        ? Optional.of(new LiveServers(dns, order.helo().orElseGet(OwnName::get), reach))
                        : Optional.empty(),
                beyond.mtaSts() ? Optional.of(new HttpsPolicyFetch(dns, POLICY_PATIENCE)) : Optional.empty(),
                Clock.systemUTC());
    }

    private CheckRequest request() {
        return new CheckRequest(
                DomainName.of(order.domain()).orElseThrow(),
                order.addresses(),
                order.helo().flatMap(DomainName::of),
                order.selectors(),
                order.remotes().stream()
                        .map(DomainName::of)
                        .flatMap(Optional::stream)
                        .toList(),
                lists(),
                key,
                order.sent().message().map(Examination::message),
                order.sent().limit());
    }

    /** Read before the DNS is asked: its patience is not spent on a large file. */
    private static SentMessage message(String file) {
        var message = new SentMessage(() -> Files.newInputStream(Path.of(file)), MESSAGE_PATIENCE, Instant.now());
        message.read();
        return message;
    }

    private List<BlockList> lists() {
        var wanted = new ArrayList<BlockList>();
        for (var list : order.lists().isEmpty() ? List.<BlockList>of() : BlockLists.shipped()) {
            if (order.lists().stream().anyMatch(name -> name.equalsIgnoreCase("all") || is(list, name))) {
                wanted.add(list);
            }
        }
        return wanted;
    }

    private static boolean is(BlockList list, String name) {
        return list.zone().equalsIgnoreCase(name) || list.name().equalsIgnoreCase(name);
    }
}
