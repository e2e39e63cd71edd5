package whybounce.catalogue;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an attempt itself showed, where a cause has words of its own for it. */
public enum Circumstance {
    /** The DNS says that there is no such domain. */
    NO_SUCH_DOMAIN,
    /** The domain says in the DNS that it takes no mail (RFC 7505). */
    NULL_MX,
    /** The DNS names mail servers of the domain, and an address of none of them. */
    MX_WITHOUT_ADDRESS,
    /** The whole message was sent and no answer came: it may have been taken all the same (RFC 1047). */
    AFTER_END_OF_DATA;

    /** The name in the words' files. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Circumstance> of(String id) {
        return Arrays.stream(values())
                .filter(circumstance -> circumstance.id().equals(id))
                .findAny();
    }
}
