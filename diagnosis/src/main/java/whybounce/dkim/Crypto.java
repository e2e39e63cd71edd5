package whybounce.dkim;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.HexFormat;
import java.util.Optional;
import whybounce.dkim.Flaw.Kind;

/** The arithmetic of signatures. */
final class Crypto {

    private static final String RSA = "SHA256withRSA";
    private static final String ED25519 = "Ed25519";

    /** RFC 8017 section 9.2: what stands between the padding and a hash of SHA-256. */
    private static final String HASH_NAME = "003031300d060960864801650304020105000420";

    private Crypto() {}

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The scheme of a key, and what of the header it is applied to. */
    static Signature scheme(boolean rsa) throws GeneralSecurityException {
        return Signature.getInstance(rsa ? RSA : ED25519);
    }

    // RFC 8463 section 3: with Ed25519 the hash is what is signed.
    static byte[] toSign(boolean rsa, byte[] header) {
        return rsa ? header : sha256().digest(header);
    }

    /** Why {@code value} is no signature of {@code header} by this key. */
    static Optional<Kind> flaw(PublicKey key, byte[] header, byte[] value) {
        boolean rsa = key instanceof RSAPublicKey;
        if (verifies(key, rsa, header, value)) {
            return Optional.empty();
        }
        if (key instanceof RSAPublicKey known) {
            return Optional.of(isOfKey(known, value) ? Kind.HEADER_CHANGED : Kind.WRONG_KEY);
        }
        return Optional.of(Kind.HEADER_CHANGED_OR_WRONG_KEY);
    }

    private static boolean verifies(PublicKey key, boolean rsa, byte[] header, byte[] value) {
        try {
            var scheme = scheme(rsa);
            scheme.initVerify(key);
            scheme.update(toSign(rsa, header));
            return scheme.verify(value);
        } catch (GeneralSecurityException | RuntimeException other) {
            return false; // A signature of another length, or a key with which nothing can be done.
        }
    }

    /** Whether the key opens it to a hash, if of something else. Only the owner of the private half can make such a value. */
    private static boolean isOfKey(RSAPublicKey key, byte[] value) {
        var number = new BigInteger(1, value);
        if (number.compareTo(key.getModulus()) >= 0) {
            return false;
        }
        var opened = HexFormat.of()
                .formatHex(
                        number.modPow(key.getPublicExponent(), key.getModulus()).toByteArray());
        // RFC 8017 section 9.2: 00 01 ff .. ff 00, of which a number has no zeros in front.
        return opened.startsWith("01ffffffffffffffff") && opened.contains("ff" + HASH_NAME);
    }
}
