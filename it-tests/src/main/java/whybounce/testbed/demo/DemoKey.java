package whybounce.testbed.demo;

import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import whybounce.dkim.Canonical;
import whybounce.dkim.Signer;
import whybounce.dkim.SigningKey;

/** The key that signs mail of the sender's domain, made anew for each demonstration. */
record DemoKey(String domain, SigningKey key) {

    /** RFC 1035 section 3.3: as much goes into one string of a TXT record. */
    private static final int STRING = 255;

    private static final int BITS = 2048;

    static DemoKey of(String domain) {
        try {
            var pairs = KeyPairGenerator.getInstance("RSA");
            pairs.initialize(BITS);
            return new DemoKey(domain, SigningKey.of(pairs.generateKeyPair().getPrivate()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has RSA", e);
        }
    }

    /** Puts the data of its record in the place of {@code {key}}. */
    String into(String dns) {
        var record = key.record();
        return dns.replace("{key}", "\"" + record.substring(0, STRING) + "\" \"" + record.substring(STRING) + "\"");
    }

    /** The message with a signature in front. */
    String sign(String selector, String message) {
        var lines = Canonical.lines(message.getBytes(StandardCharsets.UTF_8));
        var field = new Signer(domain, selector, key).sign(lines, Instant.now());
        return new String(field, StandardCharsets.US_ASCII).replace("\r\n", "\n") + message;
    }
}
