package whybounce.mailets.james;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.james.dnsservice.api.DNSService;
import org.apache.james.dnsservice.api.TemporaryResolutionException;
import org.apache.james.transport.mailets.remote.delivery.RemoteDeliveryConfiguration;
import whybounce.dns.Answer;
import whybounce.dns.Dns;
import whybounce.dns.IpText;
import whybounce.failure.DeliveryFailure.NoRoute;
import whybounce.failure.DeliveryFailure.NoRoute.Why;
import whybounce.failure.Peer;
import whybounce.failure.Peer.Role;
import whybounce.mailets.james.Route.Nowhere;
import whybounce.mailets.james.Route.Servers;

/**
 * Finds the servers for a domain. James's own DNS service is asked as long as it finds some, so that its cache and its
 * servers stay in use; where it finds none, {@link MxLookup} says why, which James cannot. With a resolver of our own
 * only that one is asked.
 */
final class Router {

    // RFC 5321 section 5.1: at least two. More than these only keep a thread busy when all are silent.
    private static final int MOST_SERVERS = 20;

    private final RemoteDeliveryConfiguration configuration;
    private final Ports ports;
    private final DNSService james;
    private final Supplier<Dns> dns;
    private final boolean onlyOwn;

    /**
     * A router.
     *
     * @param dns asked when James finds no server, or always where {@code onlyOwn} is set
     */
    Router(
            RemoteDeliveryConfiguration configuration,
            Ports ports,
            DNSService james,
            Supplier<Dns> dns,
            boolean onlyOwn) {
        this.configuration = configuration;
        this.ports = ports;
        this.james = james;
        this.dns = dns;
        this.onlyOwn = onlyOwn;
    }

    Route route(String domain) {
        var gateways = configuration.getGatewayServer();
        return gateways.isEmpty() ? toDomain(domain) : toGateways(gateways);
    }

    private Route toDomain(String domain) {
        var literal = literal(domain);
        if (literal.isPresent()) {
            return servers(targets(domain, List.of(literal.get()), Target.SMTP, Role.GIVEN));
        }
        var found = onlyOwn ? List.<Target>of() : askJames(domain);
        return found.isEmpty() ? askOwn(domain) : servers(found.stream());
    }

    /** An address in place of a name, with or without its brackets. */
    private static Optional<InetAddress> literal(String host) {
        return IpText.literal(host).or(() -> IpText.address(host));
    }

    private List<Target> askJames(String domain) {
        try {
            return james.findMXRecords(domain).stream()
                    .flatMap(host -> targets(host, addressesByJames(host), Target.SMTP, Role.MX))
                    .toList();
        } catch (TemporaryResolutionException unknown) {
            return List.of();
        }
    }

    private Collection<InetAddress> addressesByJames(String host) {
        try {
            return james.getAllByName(host);
        } catch (UnknownHostException none) {
            return List.of();
        }
    }

    private Route askOwn(String domain) {
        return switch (new MxLookup(dns.get()).find(domain)) {
            case MxLookup.Hosts(var hosts) ->
                servers(hosts.stream().flatMap(host -> targets(host.name(), host.addresses(), Target.SMTP, Role.MX)));
            case MxLookup.None(var why, var hosts) -> new Nowhere(new NoRoute(domain, why, hosts), Optional.empty());
        };
    }

    private Route toGateways(Collection<String> gateways) {
        var order = new ArrayList<>(gateways);
        if (configuration.isLoadBalancing()) {
            Collections.shuffle(order);
        }
        var targets = order.stream().flatMap(this::gateway).toList();
        return targets.isEmpty() ? noGateway(order.getFirst()) : servers(targets.stream());
    }

    private Stream<Target> gateway(String hostAndPort) {
        int colon = hostAndPort.indexOf(':');
        var host = colon > 0 ? hostAndPort.substring(0, colon) : hostAndPort;
        int port = colon > 0 ? Integer.parseInt(hostAndPort.substring(colon + 1)) : Target.SMTP;
        return targets(host, addresses(host), port, Role.SMART_HOST);
    }

    private Collection<InetAddress> addresses(String host) {
        var literal = literal(host);
        if (literal.isPresent()) {
            return List.of(literal.get());
        }
        var found = onlyOwn ? List.<InetAddress>of() : addressesByJames(host);
        return found.isEmpty() && dns.get().addresses(host) instanceof Answer.Found<InetAddress>(var own) ? own : found;
    }

    private Nowhere noGateway(String hostAndPort) {
        var host = hostAndPort.replaceFirst(":.*", "");
        var why = switch (dns.get().addresses(host)) {
            case Answer.CouldNotAsk<InetAddress>(var unasked) -> MxLookup.why(unasked);
            case Answer.Found<InetAddress> found -> Why.SERVFAIL; // It has come back since; the next attempt finds it.
            case Answer.NoData<InetAddress> none -> Why.NO_SUCH_DOMAIN;
            case Answer.NoSuchName<InetAddress> none -> Why.NO_SUCH_DOMAIN;
        };
        return new Nowhere(
                new NoRoute(host, why), Optional.of(new Peer(host, Optional.empty(), Target.SMTP, Role.SMART_HOST)));
    }

    private static Route servers(Stream<Target> targets) {
        return new Servers(targets.limit(MOST_SERVERS).toList());
    }

    private Stream<Target> targets(String host, Collection<InetAddress> addresses, int port, Role role) {
        var name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        return addresses.stream().flatMap(address -> ways(name, address, port, role));
    }

    /** As James: with {@code sslEnable} first on the port for TLS, then without. */
    private Stream<Target> ways(String host, InetAddress address, int port, Role role) {
        var plain = new Target(host, address, mapped(address, port), role, false);
        if (!configuration.isSSLEnable()) {
            return Stream.of(plain);
        }
        int secure = port == Target.SMTP ? Target.SMTPS : port;
        return Stream.of(new Target(host, address, mapped(address, secure), role, true), plain);
    }

    private int mapped(InetAddress address, int port) {
        return port == Target.SMTP || port == Target.SMTPS ? ports.of(address.getHostAddress(), port) : port;
    }
}
