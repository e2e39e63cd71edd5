package whybounce.mailets.james;

import com.sun.mail.util.MailSSLSocketFactory;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import javax.net.ssl.SSLSocketFactory;
import org.apache.james.transport.mailets.remote.delivery.RemoteDeliveryConfiguration;

/**
 * How TLS is done to servers that are dialled by address.
 *
 * @param sockets for a server of this name; empty where the operator chose sockets with {@code mail.*}: then James's way
 *     is kept
 */
record Tls(Optional<Function<String, SSLSocketFactory>> sockets, boolean verifyName) {

    private static final List<String> CHOSEN = List.of(
            "ssl.socketFactory",
            "ssl.socketFactory.class",
            "socketFactory",
            "socketFactory.class",
            "proxy.host",
            "socks.host");

    /** Takes over from {@code properties} what javax.mail would do itself. */
    static Tls of(RemoteDeliveryConfiguration configuration, Properties properties, String prefix) {
        boolean verifyName = "true".equals(properties.getProperty(prefix + ".ssl.checkserveridentity"));
        if ((!configuration.isStartTLS() && !configuration.isSSLEnable()) || choseSockets(properties, prefix)) {
            return new Tls(Optional.empty(), verifyName);
        }
        var trusted = List.of(properties
                .getProperty(prefix + ".ssl.trust", "")
                .toLowerCase(Locale.ROOT)
                .strip()
                .split("\\s+"));
        // What is read here must not be applied a second time, to the address.
        properties.remove(prefix + ".ssl.trust");
        return new Tls(Optional.of(trust(trusted)), verifyName);
    }

    /** Whether the operator has others make the connections. */
    static boolean choseSockets(Properties properties, String prefix) {
        return CHOSEN.stream().anyMatch(name -> properties.getProperty(prefix + "." + name) != null);
    }

    // As javax.mail documents ssl.trust: "*" or a list of hosts; for all others the certificate decides.
    private static Function<String, SSLSocketFactory> trust(List<String> trusted) {
        var checked = NamedTrust.sockets();
        var blind = trustAll().orElse(checked);
        return host -> trusted.contains("*") || trusted.contains(host.toLowerCase(Locale.ROOT)) ? blind : checked;
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
            properties.put(
                    prefix + ".ssl.socketFactory",
                    new NamedTls(factory.apply(target.host()), target.host(), verifyName));
            // Else javax.mail goes on without our sockets when they refuse a certificate.
            properties.put(prefix + ".socketFactory.fallback", "false");
            // Else javax.mail would hold the certificate against the address.
            properties.put(prefix + ".ssl.checkserveridentity", "false");
        });
    }
}
