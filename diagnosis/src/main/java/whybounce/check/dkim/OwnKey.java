package whybounce.check.dkim;

import whybounce.check.DomainName;
import whybounce.dkim.SigningKey;

/**
 * A private key that an operator named as ours.
 *
 * @param domain that it signs for ({@code d})
 * @param selector under which the DNS should have its public half ({@code s})
 */
public record OwnKey(DomainName domain, String selector, SigningKey key) {

    boolean isAt(String name) {
        return name.equals(KeyNames.of(selector, domain.text()));
    }
}
