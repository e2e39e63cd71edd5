package whybounce.check;

import java.util.List;
import java.util.function.Predicate;
import whybounce.check.dkim.OwnKey;

/**
 * What is ours to mend.
 *
 * @param domains whether the records of a domain are ours
 * @param keys private keys that sign for us, where somebody named them
 */
public record Ours(Predicate<DomainName> domains, List<OwnKey> keys) {

    public Ours {
        keys = List.copyOf(keys);
    }
}
