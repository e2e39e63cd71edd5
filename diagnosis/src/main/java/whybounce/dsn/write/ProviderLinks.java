package whybounce.dsn.write;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;

/** The help pages that large providers name in their replies: links to them stay links. */
final class ProviderLinks {

    private static final Properties HOSTS = load();

    private ProviderLinks() {}

    /** Web hosts, in lower case, that a reply of this provider may link to. */
    static Set<String> of(String provider) {
        return Set.of(HOSTS.getProperty(provider, "").split(" "));
    }

    private static Properties load() {
        try (var in = ProviderLinks.class.getResourceAsStream("links.properties")) {
            var hosts = new Properties();
            hosts.load(Objects.requireNonNull(in, "links.properties"));
            return hosts;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
