package whybounce.mailets.digest;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Counts reports to each address since the first of its hour. Thread-safe. */
final class HourlyCount {
    /** When so many addresses are known, those whose hour is over are forgotten. */
    private static final int CROWD = 10_000;

    private final Map<String, Hour> hours = new HashMap<>();
    private final Duration length;

    HourlyCount(Duration length) {
        this.length = length;
    }

    /** An hour of one address: when it ends, and how many reports it has had. */
    record Hour(Instant end, int reports) {}

    /** Counts one more report. */
    synchronized Hour count(String key, Instant now) {
        if (hours.size() >= CROWD) {
            hours.values().removeIf(hour -> !now.isBefore(hour.end()));
        }
        return hours.merge(
                key,
                new Hour(now.plus(length), 1),
                (known, begun) -> now.isBefore(known.end()) ? new Hour(known.end(), known.reports() + 1) : begun);
    }
}
