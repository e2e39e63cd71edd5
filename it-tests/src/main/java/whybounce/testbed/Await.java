package whybounce.testbed;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for a condition, not for a time. */
public final class Await {

    /** Between two looks: short beside what is waited for, long beside a look. */
    private static final Duration PAUSE = Duration.ofMillis(20);

    private Await() {}

    /**
     * Looks until there is something.
     *
     * @throws AssertionError saying {@code what} did not come within {@code patience}
     */
    public static <T> T until(String what, Duration patience, Callable<Optional<T>> look) {
        long end = System.nanoTime() + patience.toNanos();
        var found = look(look);
        while (found.isEmpty()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("after " + patience.toSeconds() + " s there is still no " + what);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
            found = look(look);
        }
        return found.get();
    }

    /** As {@link #until}, for a plain condition. */
    public static void untilTrue(String what, Duration patience, Callable<Boolean> condition) {
        until(what, patience, () -> condition.call() ? Optional.of(true) : Optional.empty());
    }

    private static <T> Optional<T> look(Callable<Optional<T>> look) {
        try {
            return look.call();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
