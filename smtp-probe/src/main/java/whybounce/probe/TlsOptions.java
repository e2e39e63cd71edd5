package whybounce.probe;

import java.util.Optional;
import java.util.function.Supplier;
import whybounce.probe.SendRequest.Encryption;
import whybounce.probe.SendRequest.Security;

/** Reads those options of {@code send} that are about encryption. */
final class TlsOptions {

    private Encryption encryption = Encryption.OFFERED;
    private boolean verify;
    private Optional<String> serverName = Optional.empty();
    private Optional<String> certificate = Optional.empty();
    private Optional<String> key = Optional.empty();
    private Optional<String> authorities = Optional.empty();

    /** Whether it is one of these. */
    boolean take(String name, Supplier<Optional<String>> value) {
        switch (name) {
            case "--no-tls" -> encryption = Encryption.NEVER;
            case "--tls" -> encryption = Encryption.REQUIRED;
            case "--tls-on-connect" -> encryption = Encryption.FROM_THE_FIRST_BYTE;
            case "--tls-verify" -> verify = true;
            case "--tls-sni" -> serverName = value.get();
            case "--tls-cert" -> certificate = value.get();
            case "--tls-key" -> key = value.get();
            case "--tls-ca-path" -> authorities = value.get();
            default -> {
                return false;
            }
        }
        return true;
    }

    /** What is wrong with them. */
    Optional<String> mistake() {
        boolean wanted = verify || certificate.isPresent() || authorities.isPresent() || serverName.isPresent();
        if (encryption == Encryption.NEVER && wanted) {
            return Optional.of("--no-tls leaves nothing for the other --tls options");
        }
        return key.isPresent() && certificate.isEmpty()
                ? Optional.of("--tls-key belongs to --tls-cert")
                : Optional.empty();
    }

    /** A file or folder with those whom to trust. */
    Optional<String> authorities() {
        return authorities;
    }

    /**
     * What they say.
     *
     * @param verified whether something else wants a server that proves who it is (RFC 8689 section 4.2.1)
     */
    Security read(boolean verified) {
        boolean byStartTls = verified && encryption != Encryption.FROM_THE_FIRST_BYTE;
        return new Security(
                byStartTls ? Encryption.REQUIRED : encryption,
                verify || verified,
                serverName,
                certificate,
                key,
                authorities);
    }
}
