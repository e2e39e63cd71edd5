package whybounce.dkim;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.NamedParameterSpec;

/** A private key, and the algorithm that DKIM has for its kind. No text shows it. */
public final class SigningKey {

    /** RFC 8301 section 3.2: verifiers need not take shorter ones. */
    private static final int SHORTEST_RSA = 1024;

    private final PrivateKey key;
    private final String algorithm;

    private SigningKey(PrivateKey key, String algorithm) {
        this.key = key;
        this.algorithm = algorithm;
    }

    /**
     * Of RSA, with at least 1,024 bits, or Ed25519.
     *
     * @throws IllegalArgumentException when it is another one
     */
    public static SigningKey of(PrivateKey key) {
        if (key instanceof EdECPrivateKey edwards
                && edwards.getParams().getName().equals(NamedParameterSpec.ED25519.getName())) {
            return new SigningKey(key, "ed25519-sha256");
        }
        if (key instanceof RSAPrivateKey rsa && rsa.getModulus().bitLength() >= SHORTEST_RSA) {
            return new SigningKey(key, "rsa-sha256");
        }
        throw new IllegalArgumentException("DKIM signs with RSA, of 1,024 bits or more, or Ed25519");
    }

    /** As it stands in the tag {@code a}. */
    public String algorithm() {
        return algorithm;
    }

    byte[] sign(byte[] header) {
        try {
            return key instanceof RSAPrivateKey
                    ? sign("SHA256withRSA", header)
                    // RFC 8463 section 3: the hash is what is signed.
                    : sign("Ed25519", MessageDigest.getInstance("SHA-256").digest(header));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("this key cannot sign", e);
        }
    }

    private byte[] sign(String scheme, byte[] bytes) throws GeneralSecurityException {
        var signature = Signature.getInstance(scheme);
        signature.initSign(key);
        signature.update(bytes);
        return signature.sign();
    }

    @Override
    public String toString() {
        return "(a key for " + algorithm + ")";
    }
}
