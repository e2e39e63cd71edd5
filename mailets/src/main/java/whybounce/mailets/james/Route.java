package whybounce.mailets.james;

import java.util.List;
import java.util.Optional;
import whybounce.failure.DeliveryFailure.NoRoute;
import whybounce.failure.Peer;

/** Where the mail for one domain goes. */
sealed interface Route {

    /** At least one server, in the order in which they are tried. */
    record Servers(List<Target> targets) implements Route {
        public Servers {
            targets = List.copyOf(targets);
        }
    }

    /**
     * No server.
     *
     * @param via our own gateway, where it is this one that cannot be found
     */
    record Nowhere(NoRoute failure, Optional<Peer> via) implements Route {}
}
