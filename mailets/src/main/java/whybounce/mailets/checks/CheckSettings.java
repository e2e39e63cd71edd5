package whybounce.mailets.checks;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import whybounce.check.listing.BlockList;

/**
 * What an operator sets for the checks.
 *
 * @param on whether anything is asked at all
 * @param addresses that mail leaves from, as the world sees them
 * @param domains that are ours besides those for which James takes mail
 * @param resolvers to ask; where there are none, James's or the system's
 * @param lists block lists to ask
 * @param fetchesPolicies whether a policy of MTA-STS is fetched from the recipient's web server
 * @param keys private keys that sign for us
 * @param deadline for all that is asked for one report
 */
public record CheckSettings(
        boolean on,
        List<InetAddress> addresses,
        Set<String> domains,
        List<InetSocketAddress> resolvers,
        List<BlockList> lists,
        boolean fetchesPolicies,
        List<KeyFile> keys,
        Duration deadline) {

    public CheckSettings {
        addresses = List.copyOf(addresses);
        domains = Set.copyOf(domains);
        resolvers = List.copyOf(resolvers);
        lists = List.copyOf(lists);
        keys = List.copyOf(keys);
    }

    /** Whether somebody said that a domain is ours. */
    public boolean isOurs(String domain) {
        return domains.contains(domain.toLowerCase(Locale.ROOT));
    }
}
