package whybounce.check.route;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The domains that mail was delivered to last; who types one of them wrongly is told which was meant. Safe for many
 * threads.
 */
public final class RecentDomains {

    /** Those that an organisation writes to again and again; looking through them takes no time worth counting. */
    private static final int MOST = 1_000;

    private final Map<String, Boolean> domains = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST;
        }
    };

    /** Notes that a delivery to this domain went well. */
    public void add(String domain) {
        synchronized (domains) {
            domains.put(domain.toLowerCase(Locale.ROOT), true);
        }
    }

    /** The latest one last. */
    public List<String> all() {
        synchronized (domains) {
            return List.copyOf(domains.keySet());
        }
    }
}
