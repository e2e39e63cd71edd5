package whybounce.dkim;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAPublicKeySpec;

/** A private key, and the algorithm that DKIM has for its kind. No text shows it. */
public final class SigningKey {

    /** RFC 8301 section 3.2: verifiers need not take shorter ones. */
    private static final int SHORTEST_RSA = 1024;

    private final PrivateKey key;
    private final PublicKey publicHalf;
    private final String algorithm;

    private SigningKey(PrivateKey key, PublicKey publicHalf, String algorithm) {
        this.key = key;
        this.publicHalf = publicHalf;
        this.algorithm = algorithm;
    }

    /**
     * Of RSA, with at least 1,024 bits, or Ed25519.
     *
     * @throws IllegalArgumentException when it is another one
     */
    public static SigningKey of(PrivateKey key) {
        try {
            if (key instanceof EdECPrivateKey edwards
                    && edwards.getParams().getName().equals(NamedParameterSpec.ED25519.getName())) {
                return new SigningKey(key, publicHalf(edwards), "ed25519-sha256");
            }
            if (key instanceof RSAPrivateCrtKey rsa && rsa.getModulus().bitLength() >= SHORTEST_RSA) {
                var half = new RSAPublicKeySpec(rsa.getModulus(), rsa.getPublicExponent());
                return new SigningKey(key, KeyFactory.getInstance("RSA").generatePublic(half), "rsa-sha256");
            }
        } catch (GeneralSecurityException damaged) {
            throw new IllegalArgumentException("this key cannot be used", damaged);
        }
        throw new IllegalArgumentException("DKIM signs with RSA, of 1,024 bits or more, or Ed25519");
    }

    // Java makes no public half of a private one of Ed25519, but makes both of what it takes for chance: the private
    // octets (RFC 8032 section 5.1.5).
    private static PublicKey publicHalf(EdECPrivateKey key) throws GeneralSecurityException {
        var octets = key.getBytes().orElseThrow(() -> new GeneralSecurityException("a key that is not in memory"));
        var pairs = KeyPairGenerator.getInstance("Ed25519");
        pairs.initialize(NamedParameterSpec.ED25519, new KnownOctets(octets));
        return pairs.generateKeyPair().getPublic();
    }

    /** Gives the same octets whenever it is asked. */
    private static final class KnownOctets extends SecureRandom {

        private static final long serialVersionUID = 1;

        private final byte[] octets;

        private KnownOctets(byte[] octets) {
            this.octets = octets.clone();
        }

        @Override
        public void nextBytes(byte[] bytes) {
            System.arraycopy(octets, 0, bytes, 0, Math.min(octets.length, bytes.length));
        }
    }

    /** As it stands in the tag {@code a}. */
    public String algorithm() {
        return algorithm;
    }

    /** The record with its public half, as the DNS has to have it (RFC 6376 section 3.6.1, RFC 8463 section 4). */
    public String record() {
        return "v=DKIM1; k=" + (isRsa() ? KeyRecord.RSA : KeyRecord.ED25519) + "; p=" + KeyOctets.base64(publicHalf);
    }

    /** Whether a record has its public half. */
    public boolean isIn(String record) {
        return KeyRecord.of(record) instanceof KeyRecord.Usable usable
                && KeyOctets.base64(usable.key()).equals(KeyOctets.base64(publicHalf));
    }

    private boolean isRsa() {
        return key instanceof RSAPrivateKey;
    }

    byte[] sign(byte[] header) {
        try {
            var scheme = Crypto.scheme(isRsa());
            scheme.initSign(key);
            scheme.update(Crypto.toSign(isRsa(), header));
            return scheme.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("this key cannot sign", e);
        }
    }

    @Override
    public String toString() {
        return "(a key for " + algorithm + ")";
    }
}
