package whybounce.classify;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import whybounce.catalogue.Cause;

/**
 * One cause that fits, and why.
 *
 * @param rule the id of the rule that said so
 * @param provider the platform that spoke, where it was recognised
 * @param facts what the reply names, by placeholder name: address, list, domain, selector, limit
 */
public record Finding(
        Cause cause, String rule, Evidence evidence, Optional<String> provider, Map<String, String> facts) {

    public Finding {
        facts = Map.copyOf(facts);
    }

    Finding withoutDomain(String domain) {
        if (!domain.equalsIgnoreCase(facts.get(Facts.NAMED_DOMAIN))) {
            return this;
        }
        var others = new HashMap<>(facts);
        others.remove(Facts.NAMED_DOMAIN);
        return new Finding(cause, rule, evidence, provider, others);
    }
}
