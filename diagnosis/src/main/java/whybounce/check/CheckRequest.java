package whybounce.check;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import whybounce.check.listing.BlockList;

/**
 * What an operator wants to have looked at.
 *
 * @param domain that mail is sent from
 * @param addresses that it leaves from
 * @param helo what the sending host calls itself
 * @param selectors of DKIM keys
 * @param remotes domains that mail is sent to
 * @param lists block lists to ask; none unless somebody wants it
 */
public record CheckRequest(
        DomainName domain,
        List<InetAddress> addresses,
        Optional<DomainName> helo,
        List<String> selectors,
        List<DomainName> remotes,
        List<BlockList> lists) {

    public CheckRequest {
        addresses = List.copyOf(addresses);
        selectors = List.copyOf(selectors);
        remotes = List.copyOf(remotes);
        lists = List.copyOf(lists);
    }
}
