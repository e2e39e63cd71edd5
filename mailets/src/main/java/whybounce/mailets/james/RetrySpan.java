package whybounce.mailets.james;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.james.util.DurationParser;

/** How long a delivery mailet goes on trying. */
final class RetrySpan {
    // James's defaults for <delayTime> and <maxRetries>.
    private static final Duration DEFAULT_DELAY = Duration.ofHours(6);
    private static final int DEFAULT_RETRIES = 5;

    private RetrySpan() {}

    /** From {@code <delayTime>5 minutes, 3*1 hour</delayTime>} and {@code <maxRetries>}; empty when they make no sense. */
    static Optional<Duration> of(Optional<String> delayTime, Optional<String> maxRetries) {
        try {
            var delays = new ArrayList<>(delayTime.map(RetrySpan::delays).orElse(List.of(DEFAULT_DELAY)));
            int retries = maxRetries.map(String::strip).map(Integer::valueOf).orElse(DEFAULT_RETRIES);
            // James repeats the last delay until there are as many as retries.
            delays.addAll(Collections.nCopies(Math.max(0, retries - delays.size()), delays.getLast()));
            return Optional.of(delays.stream().reduce(Duration.ZERO, Duration::plus));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    /** Rounded down to the largest unit of which there are two. */
    static String words(Duration span) {
        if (span.toDays() >= 2) {
            return span.toDays() + " days";
        }
        if (span.toHours() >= 2) {
            return span.toHours() + " hours";
        }
        return switch ((int) span.toMinutes()) {
            case 0 -> "less than a minute";
            case 1 -> "1 minute";
            default -> span.toMinutes() + " minutes";
        };
    }

    private static List<Duration> delays(String list) {
        var delays = new ArrayList<Duration>();
        for (String item : list.split(",", -1)) {
            if (!item.isBlank()) {
                int star = item.indexOf('*');
                int times =
                        star < 0 ? 1 : Integer.parseInt(item.substring(0, star).strip());
                delays.addAll(Collections.nCopies(
                        times, DurationParser.parse(item.substring(star + 1).strip())));
            }
        }
        return delays;
    }
}
