package whybounce.mailets.checks;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import whybounce.check.route.RecentDomains;

/**
 * The domains that took mail lately, for slips of a finger. Each sender's domain has its own: whom one customer of a relay
 * writes to is nothing for another.
 */
final class Correspondence {

    /** With a thousand domains each, some ten megabytes at the very most. */
    static final int MOST_SENDERS = 100;

    private final Map<String, RecentDomains> bySender = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, RecentDomains> eldest) {
            return size() > MOST_SENDERS;
        }
    };

    void delivered(String sender, String recipient) {
        with(sender).add(recipient);
    }

    RecentDomains with(String sender) {
        synchronized (bySender) {
            return bySender.computeIfAbsent(sender.toLowerCase(Locale.ROOT), none -> new RecentDomains());
        }
    }
}
