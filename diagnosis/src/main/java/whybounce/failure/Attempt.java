package whybounce.failure;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One attempt to deliver to one recipient that did not succeed.
 *
 * @param time when it began
 * @param took how long it took
 * @param peer whom we talked to or tried to reach; empty when the DNS named nobody
 */
public record Attempt(Instant time, Duration took, Optional<Peer> peer, DeliveryFailure failure) {

    /** Whether it came no further than our own gateway. */
    public boolean atSmartHost() {
        return peer.filter(Peer::isSmartHost).isPresent();
    }
}
