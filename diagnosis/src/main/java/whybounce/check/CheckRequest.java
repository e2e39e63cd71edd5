package whybounce.check;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import whybounce.check.dkim.OwnKey;
import whybounce.check.listing.BlockList;
import whybounce.check.message.SentMessage;
import whybounce.dkim.SigningKey;

/**
 * What an operator wants to have looked at.
 *
 * @param domain that mail is sent from
 * @param addresses that it leaves from
 * @param helo what the sending host calls itself
 * @param selectors of DKIM keys
 * @param remotes domains that mail is sent to
 * @param lists block lists to ask; none unless somebody wants it
 * @param key that signs with the selectors
 * @param message that was sent from the domain
 * @param sizeLimit octets that the receiving server takes, where that is known
 */
public record CheckRequest(
        DomainName domain,
        List<InetAddress> addresses,
        Optional<DomainName> helo,
        List<String> selectors,
        List<DomainName> remotes,
        List<BlockList> lists,
        Optional<SigningKey> key,
        Optional<SentMessage> message,
        Optional<Long> sizeLimit) {

    public CheckRequest {
        addresses = List.copyOf(addresses);
        selectors = List.copyOf(selectors);
        remotes = List.copyOf(remotes);
        lists = List.copyOf(lists);
    }

    /** Of the domain alone, without a message. */
    public CheckRequest(
            DomainName domain,
            List<InetAddress> addresses,
            Optional<DomainName> helo,
            List<String> selectors,
            List<DomainName> remotes,
            List<BlockList> lists) {
        this(domain, addresses, helo, selectors, remotes, lists, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Who asks about a domain may mend it and what is below it. */
    Ours ours() {
        return new Ours(
                name -> name.isWithin(domain.text()),
                key.stream()
                        .flatMap(own -> selectors.stream().map(selector -> new OwnKey(domain, selector, own)))
                        .toList());
    }
}
