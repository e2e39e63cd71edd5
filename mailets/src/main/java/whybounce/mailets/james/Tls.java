package whybounce.mailets.james;

import com.sun.mail.util.MailSSLSocketFactory;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;
import org.apache.james.transport.mailets.remote.delivery.RemoteDeliveryConfiguration;

/**
 * How TLS is done to servers that are dialled by address.
 *
 * @param sockets empty where the operator chose sockets with {@code mail.*}: then James's way is kept
 */
record Tls(Optional<SSLSocketFactory> sockets, boolean verifyName) {

    private static final List<String> CHOSEN = List.of(
            "ssl.socketFactory",
            "ssl.socketFactory.class",
            "socketFactory",
            "socketFactory.class",
            "proxy.host",
            "socks.host");

    /** What {@code mail.smtp.ssl.trust} says to trust all. */
    private static final String ALL = "*";

    static Tls of(RemoteDeliveryConfiguration configuration, Properties properties, String prefix) {
        boolean verifyName = "true".equals(properties.getProperty(prefix + ".ssl.checkserveridentity"));
        if ((!configuration.isStartTLS() && !configuration.isSSLEnable())
                || CHOSEN.stream().anyMatch(name -> properties.getProperty(prefix + "." + name) != null)) {
            return new Tls(Optional.empty(), verifyName);
        }
        return Optional.ofNullable(properties.getProperty(prefix + ".ssl.trust"))
                .map(trusted -> new Tls(trusted.equals(ALL) ? trustAll() : Optional.empty(), verifyName))
                .orElseGet(() -> new Tls(Optional.of(NamedTrust.sockets()), verifyName));
    }

    private static Optional<SSLSocketFactory> trustAll() {
        try {
            var factory = new MailSSLSocketFactory();
            factory.setTrustAllHosts(true);
            return Optional.of(factory);
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    /** Puts the sockets into the properties of one session. */
    void prepare(Properties properties, String prefix, Target target) {
        sockets.ifPresent(factory -> {
            properties.put(prefix + ".ssl.socketFactory", new NamedTls(factory, target.host(), verifyName));
            // Else javax.mail goes on without our sockets when they refuse a certificate.
            properties.put(prefix + ".socketFactory.fallback", "false");
            // Else javax.mail would hold the certificate against the address.
            properties.put(prefix + ".ssl.checkserveridentity", "false");
        });
    }
}
