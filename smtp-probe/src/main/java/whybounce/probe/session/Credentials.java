package whybounce.probe.session;

import java.security.SecureRandom;

/** Who we are, and how we prove it (RFC 4954). */
public sealed interface Credentials {

    /** The mechanism's name. */
    String mechanism();

    String user();

    Secret secret();

    /** RFC 4616. */
    record Plain(String user, Secret secret) implements Credentials {
        @Override
        public String mechanism() {
            return "PLAIN";
        }
    }

    /** Never standardised, and offered nearly everywhere. */
    record Login(String user, Secret secret) implements Credentials {
        @Override
        public String mechanism() {
            return "LOGIN";
        }
    }

    /** RFC 2195. */
    record CramMd5(String user, Secret secret) implements Credentials {
        @Override
        public String mechanism() {
            return "CRAM-MD5";
        }
    }

    /**
     * Google's and Microsoft's form of OAuth 2.
     *
     * @param secret the access token
     */
    record Xoauth2(String user, Secret secret) implements Credentials {
        @Override
        public String mechanism() {
            return "XOAUTH2";
        }
    }

    /** RFC 7677; the server proves that it knows the password too. */
    record ScramSha256(String user, Secret secret) implements Credentials {
        @Override
        public String mechanism() {
            return "SCRAM-SHA-256";
        }
    }

    /** Begins the exchange. */
    default SaslExchange begin(SecureRandom random) {
        return switch (this) {
            case Plain plain -> SaslExchange.plain(plain);
            case Login login -> SaslExchange.login(login);
            case CramMd5 cram -> SaslExchange.cramMd5(cram);
            case Xoauth2 token -> SaslExchange.xoauth2(token);
            case ScramSha256 scram -> new ScramExchange(scram, ScramExchange.nonce(random));
        };
    }
}
