package whybounce.mailets.digest;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Sends digests when they are due, on a thread of its own, until it is closed. */
public final class DigestTimer implements AutoCloseable {
    /** How late a digest may be. */
    private static final Duration TICK = Duration.ofSeconds(30);

    private final Digests digests;
    private final ScheduledExecutorService thread;
    private final ScheduledFuture<?> ticking;

    public DigestTimer(Digests digests) {
        this.digests = digests;
        this.thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("whybounce-digest").factory());
        this.ticking =
                thread.scheduleWithFixedDelay(digests::sendDue, TICK.toSeconds(), TICK.toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        ticking.cancel(false);
        thread.shutdown();
        digests.close();
    }
}
