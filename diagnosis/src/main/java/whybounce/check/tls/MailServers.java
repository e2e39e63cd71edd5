package whybounce.check.tls;

import java.security.cert.X509Certificate;
import java.util.List;

/** Connects to mail servers and looks at the certificate that they show. */
@FunctionalInterface
public interface MailServers {

    /** Connects to port 25 of this host, asks for encryption, and leaves. */
    Seen look(String host);

    /** What came of it. */
    sealed interface Seen {

        /**
         * It encrypts.
         *
         * @param protocol by its standard name: TLSv1.3
         * @param chain its certificates, its own first
         * @param faults what does not hold about them for somebody who insists, in words; empty where all holds
         */
        record Encrypted(String protocol, List<X509Certificate> chain, List<String> faults) implements Seen {
            public Encrypted {
                chain = List.copyOf(chain);
                faults = List.copyOf(faults);
            }
        }

        /** It does not: it offers none, refuses it, or the handshake failed; in words. */
        record Clear(String why) implements Seen {}

        /** There was no conversation, which says nothing of the server; in words. */
        record NotReached(String why) implements Seen {}
    }
}
