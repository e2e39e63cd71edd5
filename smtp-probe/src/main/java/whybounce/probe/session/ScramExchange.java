package whybounce.probe.session;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** SCRAM-SHA-256 (RFC 5802, RFC 7677), without channel binding. */
final class ScramExchange implements SaslExchange {

    private static final String HMAC = "HmacSHA256";

    /** 18 octets are 24 printable characters; RFC 5802 only asks that nobody guesses it. */
    private static final int NONCE_OCTETS = 18;

    /** RFC 7677 section 4 asks for 4,096 at least; a server may want more, but not minutes of our time. */
    private static final int MOST_ITERATIONS = 1_000_000;

    /** "n,,": we do no channel binding (RFC 5802 section 7). */
    private static final String HEADER = "n,,";

    private final Credentials.ScramSha256 who;
    private final String nonce;
    private final String firstBare;
    private byte[] signature = new byte[0];
    private boolean answered;
    private boolean satisfied;

    ScramExchange(Credentials.ScramSha256 who, String nonce) {
        this.who = who;
        this.nonce = nonce;
        this.firstBare = "n=" + prepared(who.user()).replace("=", "=3D").replace(",", "=2C") + ",r=" + nonce;
    }

    static String nonce(SecureRandom random) {
        var bytes = new byte[NONCE_OCTETS];
        random.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public Optional<byte[]> first() {
        return Optional.of(SaslExchange.utf8(HEADER + firstBare));
    }

    @Override
    public byte[] answer(byte[] challenge) throws SaslMistrust {
        var said = new String(challenge, StandardCharsets.UTF_8);
        if (answered) {
            verify(said);
            return new byte[0];
        }
        answered = true;
        return SaslExchange.utf8(proof(said));
    }

    private String proof(String serverFirst) throws SaslMistrust {
        var theirs = field(serverFirst, "r=");
        if (!theirs.startsWith(nonce) || theirs.length() == nonce.length()) {
            throw new SaslMistrust("the server's nonce does not continue ours");
        }
        var salted = salted(base64(field(serverFirst, "s=")), iterations(field(serverFirst, "i=")));
        var binding = Base64.getEncoder().encodeToString(SaslExchange.utf8(HEADER));
        var withoutProof = "c=" + binding + ",r=" + theirs;
        var message = SaslExchange.utf8(firstBare + "," + serverFirst + "," + withoutProof);
        signature = SaslExchange.mac(HMAC, SaslExchange.mac(HMAC, salted, SaslExchange.utf8("Server Key")), message);
        var clientKey = SaslExchange.mac(HMAC, salted, SaslExchange.utf8("Client Key"));
        var proof = xor(clientKey, SaslExchange.mac(HMAC, sha256(clientKey), message));
        return withoutProof + ",p=" + Base64.getEncoder().encodeToString(proof);
    }

    private void verify(String serverFinal) throws SaslMistrust {
        if (serverFinal.startsWith("e=")) {
            return; // The refusal comes when this is acknowledged.
        }
        if (!MessageDigest.isEqual(base64(field(serverFinal, "v=")), signature)) {
            throw new SaslMistrust("the server did not prove that it knows the password");
        }
        satisfied = true;
    }

    @Override
    public boolean isSatisfied() {
        return satisfied;
    }

    /** RFC 5802 section 2.2: Hi. */
    private byte[] salted(byte[] salt, int iterations) {
        var key = SaslExchange.utf8(prepared(who.secret().value()));
        var first = Arrays.copyOf(salt, salt.length + 4);
        first[salt.length + 3] = 1;
        var round = SaslExchange.mac(HMAC, key, first);
        var all = round.clone();
        for (int i = 1; i < iterations; i++) {
            round = SaslExchange.mac(HMAC, key, round);
            all = xor(all, round);
        }
        return all;
    }

    private static int iterations(String number) throws SaslMistrust {
        try {
            int iterations = Integer.parseInt(number);
            if (iterations > 0 && iterations <= MOST_ITERATIONS) {
                return iterations;
            }
        } catch (NumberFormatException noNumber) {
            // Told below.
        }
        throw new SaslMistrust("the server asks for " + number + " iterations");
    }

    private static String field(String message, String name) throws SaslMistrust {
        for (var part : message.split(",", -1)) {
            if (part.startsWith(name)) {
                return part.substring(name.length());
            }
        }
        throw new SaslMistrust("the server's message lacks " + name);
    }

    private static byte[] base64(String text) throws SaslMistrust {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException none) {
            throw new SaslMistrust("the server's message has what is no base64");
        }
    }

    // RFC 4013: of SASLprep the part that changes what people type.
    private static String prepared(String text) {
        return Normalizer.isNormalized(text, Normalizer.Form.NFKC)
                ? text
                : Normalizer.normalize(text, Normalizer.Form.NFKC);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a Java without SHA-256", e);
        }
    }

    private static byte[] xor(byte[] one, byte[] other) {
        var both = new byte[one.length];
        for (int at = 0; at < both.length; at++) {
            both[at] = (byte) (one[at] ^ other[at]);
        }
        return both;
    }
}
