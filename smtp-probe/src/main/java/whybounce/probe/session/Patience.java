package whybounce.probe.session;

import java.time.Duration;

/**
 * How long to wait.
 *
 * @param connect for a connection
 * @param idle for the next byte
 * @param total for the whole conversation, however busy the other side seems
 */
public record Patience(Duration connect, Duration idle, Duration total) {

    /** Less than the minutes of RFC 5321 section 4.5.3.2, since somebody may be waiting for the answer. */
    public static final Patience USUAL =
            new Patience(Duration.ofSeconds(30), Duration.ofSeconds(60), Duration.ofMinutes(5));

    public Patience {
        if (!connect.isPositive() || !idle.isPositive() || !total.isPositive()) {
            throw new IllegalArgumentException("not a time to wait: " + connect + ", " + idle + ", " + total);
        }
    }
}
