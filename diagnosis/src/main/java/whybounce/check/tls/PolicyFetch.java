package whybounce.check.tls;

import whybounce.check.DomainName;

/** Fetches the policy of a domain from its web server (RFC 8461 section 3.3). */
@FunctionalInterface
public interface PolicyFetch {

    Fetched fetch(DomainName domain);

    /** What came. */
    sealed interface Fetched {

        /** The file, a character for each octet. */
        record Text(String text) implements Fetched {}

        /** No file that counts; the words say why. */
        record Failed(String why) implements Fetched {}
    }
}
