package whybounce.probe;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A signal ends the process by and by: whoever runs is interrupted, and has some time to tell what there is to tell.
 *
 * <p>Java waits for a thread that it starts on SIGINT and SIGTERM, and that thread waits here.
 */
final class Goodbye implements AutoCloseable {

    private final Thread running;
    private final Duration longest;
    private final Optional<ExitCode> code;
    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook = new Thread(this::leave, "goodbye");
    private volatile boolean leaving;

    /**
     * From now on.
     *
     * @param running is interrupted
     * @param code how the process ends when that comes to its end in time; without one, as a signal ends any process
     */
    Goodbye(Thread running, Duration longest, Optional<ExitCode> code) {
        this.running = running;
        this.longest = longest;
        this.code = code;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Whether a signal came. */
    boolean isLeaving() {
        return leaving;
    }

    private void leave() {
        leaving = true;
        running.interrupt();
        try {
            if (done.await(longest.toMillis(), TimeUnit.MILLISECONDS) && code.isPresent()) {
                Runtime.getRuntime().halt(code.get().number());
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    /** All is told. */
    @Override
    public void close() {
        done.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException underWay) {
            // It runs already.
        }
    }
}
