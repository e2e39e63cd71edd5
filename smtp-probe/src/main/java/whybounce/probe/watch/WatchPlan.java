package whybounce.probe.watch;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is to be watched, and who is told.
 *
 * @param listen where metrics and health are served, on loopback
 * @param state the folder that keeps the last results; empty for the usual one
 */
public record WatchPlan(InetSocketAddress listen, Optional<Path> state, Alerts alerts, List<Check> checks) {

    public WatchPlan {
        checks = List.copyOf(checks);
    }

    /** Ways to tell that something changed; any of them, or none. */
    public record Alerts(List<String> command, Optional<Mail> mail, Optional<Webhook> webhook) {
        public Alerts {
            command = List.copyOf(command);
        }
    }

    /** A message. */
    public record Mail(String to, String from, String server, int port) {}

    /**
     * A request.
     *
     * @param secretFile its first line signs it
     */
    public record Webhook(URI address, Path secretFile) {}
}
