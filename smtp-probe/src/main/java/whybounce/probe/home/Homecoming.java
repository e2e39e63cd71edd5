package whybounce.probe.home;

import java.time.Duration;
import java.util.List;
import whybounce.dsn.read.Reading.Dsn;

/** What became of a message after it was taken. */
public sealed interface Homecoming {

    /**
     * It is there.
     *
     * @param took from when it was taken until it was seen
     */
    record Arrived(String folder, boolean junk, Duration took, List<Hop> hops, Judgement judgement)
            implements Homecoming {
        public Arrived {
            hops = List.copyOf(hops);
        }
    }

    /**
     * A notification about it came to the sender.
     *
     * @param took from when the message was taken until the notification was seen
     */
    record Bounced(Duration took, Dsn notification) implements Homecoming {}

    /**
     * Nothing came in time.
     *
     * @param looked the folders that were looked into
     */
    record Absent(Duration waited, List<String> looked) implements Homecoming {
        public Absent {
            looked = List.copyOf(looked);
        }
    }

    /** Whether it came is not known, since a mailbox could not be looked into. */
    record Unseen(Duration waited, String why) implements Homecoming {}
}
