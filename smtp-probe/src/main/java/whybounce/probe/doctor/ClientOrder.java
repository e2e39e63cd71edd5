package whybounce.probe.doctor;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * What {@code check --client} is asked for.
 *
 * @param host a name or an address, as people type it into their mail programs
 */
public record ClientOrder(String host, List<InetSocketAddress> resolvers, boolean json) {

    public ClientOrder {
        resolvers = List.copyOf(resolvers);
    }
}
