package whybounce.mailets.checks;

import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import whybounce.check.PublicAddress;

/**
 * The addresses that our connections came from lately. What other servers call us is not among them: they may say
 * anything. Behind an address translation ours are private and tell nothing; the operator names the public ones then.
 */
final class OwnAddresses {

    /** A relay has a few; more would be asked about with each failure. */
    static final int MOST = 8;

    /** One that was given back must not be told as ours for as long as James runs. */
    static final Duration KEPT = Duration.ofDays(1);

    private final LongSupplier nanoTime;

    /** When each was seen last. */
    private final Map<InetAddress, Long> seen = new LinkedHashMap<>();

    OwnAddresses(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    synchronized void learn(InetAddress address) {
        if (!PublicAddress.is(address)) {
            return;
        }
        seen.remove(address);
        seen.put(address, nanoTime.getAsLong());
        if (seen.size() > MOST) {
            seen.remove(seen.keySet().iterator().next());
        }
    }

    /** In the order in which they were used last. */
    synchronized List<InetAddress> known() {
        long now = nanoTime.getAsLong();
        seen.values().removeIf(last -> now - last > KEPT.toNanos());
        return List.copyOf(seen.keySet());
    }
}
