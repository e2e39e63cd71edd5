package whybounce.dkim;

import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What stands at a selector in the DNS (RFC 6376 section 3.6.1, RFC 8463 section 4). */
public sealed interface KeyRecord {

    /** Something else; {@code why} may quote it. */
    record NoKey(String why) implements KeyRecord {}

    /** With an empty {@code p}. */
    record Revoked() implements KeyRecord {}

    /** Of a kind that nobody knows. */
    record UnknownKind(String kind) implements KeyRecord {}

    /** A key whose octets are no key of its kind. */
    record Unreadable(String kind) implements KeyRecord {}

    /**
     * A key.
     *
     * @param kind {@code rsa} or {@code ed25519}
     * @param hashes that it is for; none where it is for all
     * @param services that it is for; none where it is for all
     * @param flags {@code y} for tests, {@code s} for the domain itself only
     * @param isBare whether it lacks what says its kind (RFC 8017 appendix A.1.1); not all receivers take such a one
     */
    record Usable(
            String kind, PublicKey key, List<String> hashes, List<String> services, List<String> flags, boolean isBare)
            implements KeyRecord {

        public Usable {
            hashes = List.copyOf(hashes);
            services = List.copyOf(services);
            flags = List.copyOf(flags);
        }

        /** Of RSA, the bits of its modulus; keys of Ed25519 are all of one size. */
        public Optional<Integer> bits() {
            return key instanceof RSAPublicKey rsa
                    ? Optional.of(rsa.getModulus().bitLength())
                    : Optional.empty();
        }

        public boolean isForSha256() {
            return hashes.isEmpty() || hashes.contains("sha256");
        }

        public boolean isForMail() {
            return services.isEmpty() || services.contains("*") || services.contains("email");
        }

        public boolean isForTheDomainItself() {
            return flags.contains("s");
        }

        public boolean isTest() {
            return flags.contains("y");
        }
    }

    String RSA = "rsa";
    String ED25519 = "ed25519";

    /** Reads one. */
    static KeyRecord of(String text) {
        var tags = Tags.of(text);
        var version = tags.value("v");
        if (version.filter(known -> !known.equals("DKIM1")).isPresent()) {
            return new NoKey("its version (v=) is \"" + version.get() + "\" and not DKIM1");
        }
        if (tags.mistake().isPresent()) {
            return new NoKey(tags.mistake().get());
        }
        var key = tags.solid("p");
        if (key.isEmpty()) {
            return new NoKey("it has no p=");
        }
        return key.get().isEmpty() ? new Revoked() : of(tags, key.get());
    }

    private static KeyRecord of(Tags tags, String base64) {
        var kind = tags.value("k").orElse(RSA).toLowerCase(Locale.ROOT);
        if (!kind.equals(RSA) && !kind.equals(ED25519)) {
            return new UnknownKind(kind);
        }
        var octets = KeyOctets.decoded(base64);
        var key = octets.flatMap(raw -> kind.equals(RSA) ? KeyOctets.rsa(raw) : KeyOctets.ed25519(raw));
        if (key.isEmpty()) {
            return new Unreadable(kind);
        }
        boolean bare =
                kind.equals(RSA) && KeyOctets.x509(octets.orElseThrow(), "RSA").isEmpty();
        return new Usable(kind, key.get(), tags.parts("h"), tags.parts("s"), tags.parts("t"), bare);
    }
}
