package whybounce.check.spf;

import java.util.Optional;
import whybounce.check.AddressRange;

/** One term of a record, as it stands there and as it is understood (RFC 7208 section 4.6.1). */
sealed interface SpfTerm {

    String text();

    /**
     * A mechanism with what its match means.
     *
     * @param domain what it names; without one it means the domain that is checked
     * @param network of {@code ip4} and {@code ip6}
     */
    record Mechanism(
            String text,
            SpfResult onMatch,
            Kind kind,
            Optional<MacroString> domain,
            Prefix prefix,
            Optional<AddressRange> network)
            implements SpfTerm {

        // RFC 7208 section 4.6.4.
        boolean asks() {
            return switch (kind) {
                case ALL, IP4, IP6 -> false;
                case INCLUDE, A, MX, PTR, EXISTS -> true;
            };
        }
    }

    /** {@code redirect}, {@code exp}, or one that nobody knows and that is passed over (RFC 7208 section 6). */
    record Modifier(String text, String name, MacroString value) implements SpfTerm {}

    /** What cannot be understood; it makes the whole record unusable (RFC 7208 section 4.6). */
    record Broken(String text, String why) implements SpfTerm {}

    enum Kind {
        ALL,
        INCLUDE,
        A,
        MX,
        PTR,
        IP4,
        IP6,
        EXISTS
    }

    /** How many bits of an address count, for each family. */
    record Prefix(int ipv4, int ipv6) {

        static final int IPV4_BITS = 32;
        static final int IPV6_BITS = 128;
        static final Prefix WHOLE = new Prefix(IPV4_BITS, IPV6_BITS);
    }
}
