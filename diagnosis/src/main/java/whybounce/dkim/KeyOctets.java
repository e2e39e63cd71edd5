package whybounce.dkim;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/** Public keys as records have them. */
final class KeyOctets {

    /** RFC 8410 section 4: what stands in front of the 32 octets of Ed25519. */
    private static final byte[] ED25519_FRAME = HexFormat.of().parseHex("302a300506032b6570032100");

    /** RFC 3279 section 2.3.1: the name of RSA. */
    private static final byte[] RSA_NAME = HexFormat.of().parseHex("300d06092a864886f70d0101010500");

    private static final int ED25519_OCTETS = 32;

    private KeyOctets() {}

    static Optional<byte[]> decoded(String base64) {
        try {
            return Optional.of(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException damaged) {
            return Optional.empty();
        }
    }

    // RFC 6376 section 3.6.1 wants an RSAPublicKey; erratum 3017 and all the world have a SubjectPublicKeyInfo.
    static Optional<PublicKey> rsa(byte[] octets) {
        return x509(octets, "RSA").or(() -> x509(framed(octets), "RSA"));
    }

    /** Of the 32 octets that RFC 8463 section 4 wants. */
    static Optional<PublicKey> ed25519(byte[] octets) {
        return octets.length == ED25519_OCTETS ? x509(Der.joined(ED25519_FRAME, octets), "Ed25519") : Optional.empty();
    }

    /** As it stands in {@code p}. */
    static String base64(PublicKey key) {
        var octets = key.getEncoded();
        return Base64.getEncoder()
                .encodeToString(
                        key instanceof EdECPublicKey
                                ? Arrays.copyOfRange(octets, octets.length - ED25519_OCTETS, octets.length)
                                : octets);
    }

    static Optional<PublicKey> x509(byte[] octets, String algorithm) {
        try {
            return Optional.of(KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(octets)));
        } catch (GeneralSecurityException | RuntimeException damaged) {
            return Optional.empty(); // Providers throw more than they promise at damaged keys.
        }
    }

    private static byte[] framed(byte[] octets) {
        var bits = Der.tagged(Der.BIT_STRING, Der.joined(new byte[] {0}, octets));
        return Der.tagged(Der.SEQUENCE, Der.joined(RSA_NAME, bits));
    }
}
