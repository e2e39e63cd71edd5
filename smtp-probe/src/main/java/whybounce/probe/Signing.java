package whybounce.probe;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import whybounce.dkim.Canonical;
import whybounce.dkim.Signer;
import whybounce.dkim.SigningKey;
import whybounce.probe.SendRequest.Signature;
import whybounce.probe.TestMessage.Stored;
import whybounce.reply.Octets;

/** Puts a signature by DKIM in front of a message. */
final class Signing {

    /** A message is signed in memory; larger ones no server takes. */
    private static final int MOST_OCTETS = 64 << 20;

    private Signing() {}

    /**
     * Signs it.
     *
     * @throws IOException when the message or the key cannot be read
     * @throws IllegalArgumentException when it is no key that DKIM signs with, or domain or selector are no names
     */
    static TestMessage sign(TestMessage message, Signature wanted, Instant now) throws IOException {
        if (message.octets() > MOST_OCTETS) {
            throw new IOException("the message is too large to be signed");
        }
        var key = SigningKey.of(new PemFile(wanted.key()).key());
        var signer = new Signer(wanted.domain(), wanted.selector(), key);
        byte[] lines;
        try (var in = message.open()) {
            lines = Canonical.lines(in.readAllBytes());
        }
        var signed = new ByteArrayOutputStream();
        signed.writeBytes(signer.sign(lines, now));
        signed.writeBytes(lines);
        return new Stored(Octets.of(signed.toByteArray()));
    }
}
