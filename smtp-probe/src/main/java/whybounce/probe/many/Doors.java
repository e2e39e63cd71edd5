package whybounce.probe.many;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import whybounce.probe.plan.AddressLiteral;

/** Lets only a few at a time to one server, or to the servers of one domain; who comes to this machine need not wait. */
public final class Doors {

    /** As many as Postfix begins with ({@code initial_destination_concurrency}). */
    static final int AT_ONCE = 5;

    private final Map<String, Semaphore> doors = new ConcurrentHashMap<>();

    /** What is done behind a door. */
    @FunctionalInterface
    public interface Visit<T, E extends Exception> {
        T make() throws E;
    }

    /**
     * Does it when there is room.
     *
     * @param server where all go who name none
     */
    public <T, E extends Exception> T through(Target target, Optional<String> server, Visit<T, E> visit) throws E {
        var place = target.server().or(() -> server);
        if (place.filter(Doors::isHere).isPresent()) {
            return visit.make();
        }
        var name = place.orElseGet(target::domain).toLowerCase(Locale.ROOT);
        var door = doors.computeIfAbsent(name, closed -> new Semaphore(AT_ONCE));
        door.acquireUninterruptibly();
        try {
            return visit.make();
        } finally {
            door.release();
        }
    }

    private static boolean isHere(String server) {
        return server.equalsIgnoreCase("localhost")
                || AddressLiteral.inBrackets(server)
                        .or(() -> AddressLiteral.bare(server))
                        .filter(InetAddress::isLoopbackAddress)
                        .isPresent();
    }
}
