package whybounce.mailets.james;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.inject.Inject;
import javax.inject.Singleton;
import org.apache.james.dnsservice.api.DNSService;
import org.apache.james.dnsservice.api.DNSServiceMBean;
import whybounce.dns.Breaker;
import whybounce.dns.Dnsjava;

/** The resolvers that the mailets of a whole James ask: what one has learnt, the others know. */
@Singleton
public final class Resolvers {

    private static final int DNS_PORT = 53;

    /** As long as most resolvers take over a domain whose servers are silent. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private final DNSService james;
    private final Map<List<InetSocketAddress>, Breaker> known = new ConcurrentHashMap<>();

    @Inject
    public Resolvers(DNSService james) {
        this.james = james;
    }

    /** These servers; where there are none, those that James asks, else the system's. */
    public Breaker at(List<InetSocketAddress> servers) {
        return known.computeIfAbsent(servers, given -> new Breaker(dnsjava(given, james)));
    }

    static Dnsjava dnsjava(List<InetSocketAddress> given, DNSService james) {
        var servers = given.isEmpty() && james instanceof DNSServiceMBean asked
                ? servers(List.of(asked.getDNSServers()))
                : given;
        return servers.isEmpty() ? Dnsjava.system(PATIENCE) : Dnsjava.at(servers, PATIENCE);
    }

    /**
     * Reads a list of {@code address[:port]} with commas.
     *
     * @throws IllegalArgumentException where it is none
     */
    public static List<InetSocketAddress> parse(String text) {
        return servers(Arrays.asList(text.split(",")));
    }

    private static List<InetSocketAddress> servers(List<String> texts) {
        return texts.stream().map(String::strip).map(Resolvers::server).toList();
    }

    private static InetSocketAddress server(String text) {
        int colon = text.lastIndexOf(':');
        return colon > 0 && text.indexOf(':') == colon
                ? new InetSocketAddress(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)))
                : new InetSocketAddress(text, DNS_PORT);
    }
}
