package whybounce.probe.report;

import java.util.List;
import whybounce.probe.home.Homecoming;

/**
 * What became of a message after it was taken, and what is told about it.
 *
 * @param expected whether it was looked for where it should arrive, and not only for bounces
 * @param explained the recipients that a notification tells of
 */
public record Fate(Homecoming end, boolean expected, List<Explained> explained, int exitCode) {

    public Fate {
        explained = List.copyOf(explained);
    }
}
