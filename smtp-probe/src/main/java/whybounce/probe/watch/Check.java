package whybounce.probe.watch;

import java.time.Duration;
import java.util.List;

/**
 * One thing that is watched.
 *
 * @param name in lower case, with hyphens: a file name and a label
 * @param options as {@code send} takes them
 * @param interval from one beginning to the next
 * @param jitter by so much at most it is begun later, so that not all that watch come at once
 */
public record Check(String name, List<String> options, Duration interval, Duration jitter, Expectation expectation) {

    public Check {
        options = List.copyOf(options);
    }
}
