package whybounce.mailets.james;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.james.transport.mailets.remote.delivery.Delay;
import org.apache.james.transport.mailets.remote.delivery.DeliveryRetriesHelper;
import org.apache.james.transport.mailets.remote.delivery.RemoteDeliveryConfiguration;
import org.apache.mailet.Mail;

/**
 * When James tries again.
 *
 * @param delays before the first, second, ... retry
 * @param retries after which it gives up
 */
record Schedule(List<Duration> delays, int retries) {

    Schedule {
        delays = List.copyOf(delays);
    }

    static Schedule of(RemoteDeliveryConfiguration configuration) {
        return new Schedule(configuration.getDelayTimes(), configuration.getMaxRetries());
    }

    /** How many retries this mail has had. James counts anew on a mail that is not in this state. */
    static int done(Mail mail) {
        return Mail.ERROR.equals(mail.getState()) ? DeliveryRetriesHelper.retrieveRetries(mail) : 0;
    }

    boolean triesAgain(Mail mail) {
        return done(mail) < retries;
    }

    /** When the last retry comes. */
    Instant until(Mail mail, Instant now) {
        return now.plus(from(done(mail)));
    }

    Duration total() {
        return from(0);
    }

    private Duration from(int first) {
        var sum = Duration.ZERO;
        for (int retry = first; retry < retries; retry++) {
            sum = sum.plus(retry < delays.size() ? delays.get(retry) : Delay.DEFAULT_DELAY_TIME);
        }
        return sum;
    }
}
