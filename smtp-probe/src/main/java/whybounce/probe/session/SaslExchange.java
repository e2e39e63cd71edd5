package whybounce.probe.session;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Our side of one mechanism: what we say at first, and to each challenge. */
interface SaslExchange {

    /** What goes with the command itself; empty where the server has to speak first. */
    Optional<byte[]> first();

    /**
     * Answers a challenge.
     *
     * @throws SaslMistrust when the server is not who it should be, or asks for what no mechanism has
     */
    byte[] answer(byte[] challenge) throws SaslMistrust;

    /** Whether the server may say yes now. */
    default boolean isSatisfied() {
        return true;
    }

    /** Whether what the server says on the way is about us only, and no secret. */
    default boolean challengesMayBeTold() {
        return false;
    }

    /** What a mechanism does not put up with. */
    final class SaslMistrust extends Exception {
        private static final long serialVersionUID = 1;

        SaslMistrust(String message) {
            super(message);
        }
    }

    static SaslExchange plain(Credentials.Plain who) {
        return new Spoken(
                Optional.of(utf8("\0" + who.user() + "\0" + who.secret().value()))) {
            @Override
            public byte[] answer(byte[] challenge) {
                // The server did not take it with the command.
                return utf8("\0" + who.user() + "\0" + who.secret().value());
            }
        };
    }

    static SaslExchange login(Credentials.Login who) {
        return new Spoken(Optional.empty()) {
            private boolean named;

            // What it asks for differs ("Username:", "User Name"); the order does not.
            @Override
            public byte[] answer(byte[] challenge) {
                var answer = named ? who.secret().bytes() : utf8(who.user());
                named = true;
                return answer;
            }
        };
    }

    static SaslExchange cramMd5(Credentials.CramMd5 who) {
        return new Spoken(Optional.empty()) {
            // RFC 2195 section 2.
            @Override
            public byte[] answer(byte[] challenge) {
                var digest = mac("HmacMD5", who.secret().bytes(), challenge);
                return utf8(who.user() + " " + HexFormat.of().formatHex(digest));
            }
        };
    }

    static SaslExchange xoauth2(Credentials.Xoauth2 who) {
        var first = "user=" + who.user() + "\1auth=Bearer " + who.secret().value() + "\1\1";
        return new Spoken(Optional.of(utf8(first))) {
            // A challenge says why it is refused; the refusal itself comes when that is acknowledged.
            @Override
            public byte[] answer(byte[] challenge) {
                return new byte[0];
            }

            @Override
            public boolean challengesMayBeTold() {
                return true;
            }
        };
    }

    /** A mechanism of which only the answers differ. */
    abstract class Spoken implements SaslExchange {

        private final Optional<byte[]> first;

        private Spoken(Optional<byte[]> first) {
            this.first = first;
        }

        @Override
        public Optional<byte[]> first() {
            return first;
        }
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] mac(String algorithm, byte[] key, byte[] text) {
        try {
            var mac = Mac.getInstance(algorithm);
            // An empty key is one for HMAC, but none for Java.
            mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, algorithm));
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a Java without " + algorithm, e);
        }
    }
}
