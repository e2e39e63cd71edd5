package whybounce.mailets.own;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import whybounce.catalogue.Catalogue;
import whybounce.catalogue.OwnStamp;
import whybounce.classify.OwnRules;

/**
 * What is known with an operator's folder, as it was last without a mistake. Whoever asks looks first whether a file has
 * changed, but not again within {@link #PAUSE}: so there is no thread to end. Thread-safe; while one reads the files, the
 * others go on with what there was.
 */
final class OwnFolderWatch implements Supplier<Knowledge> {

    private static final Logger LOG = LoggerFactory.getLogger("whybounce.rules");

    /** So long a change may go unnoticed; a look costs some system calls. */
    private static final Duration PAUSE = Duration.ofSeconds(2);

    /** Nobody reads on after so many. */
    private static final int MAX_LOGGED = 20;

    private final Path folder;
    private final Clock clock;
    private final ReentrantLock looking = new ReentrantLock();
    private volatile Knowledge knowledge = Knowledge.of(Catalogue.shipped());
    private volatile long looked;
    private OwnStamp seen = new OwnStamp(Map.of());
    private boolean unreadable;

    OwnFolderWatch(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
        this.looked = System.nanoTime();
        try {
            takeIn(OwnStamp.of(folder));
        } catch (IOException | RuntimeException | LinkageError | StackOverflowError e) {
            unreadable(e);
        }
    }

    @Override
    public Knowledge get() {
        if (System.nanoTime() - looked > PAUSE.toNanos() && looking.tryLock()) {
            try {
                look();
            } finally {
                looked = System.nanoTime();
                looking.unlock();
            }
        }
        return knowledge;
    }

    /** Looks whether a file has changed. */
    synchronized void look() {
        try {
            var stamp = OwnStamp.of(folder);
            unreadable = false;
            if (!stamp.equals(seen) && stamp.isAtRest(clock.instant())) {
                takeIn(stamp);
            }
        } catch (IOException | RuntimeException | LinkageError | StackOverflowError e) {
            // Whatever it is: mail goes on, and its reports too.
            unreadable(e);
        }
    }

    private void unreadable(Throwable e) {
        if (!unreadable) {
            LOG.error("own rules cannot be read, what was used before stays: folder={}", folder, e);
        }
        unreadable = true;
    }

    private void takeIn(OwnStamp stamp) {
        boolean none = stamp.files().isEmpty() && seen.files().isEmpty();
        seen = stamp;
        if (none) {
            return;
        }
        long start = System.nanoTime();
        var own = OwnRules.read(folder);
        if (own.faults().isEmpty()) {
            knowledge = Knowledge.of(own.catalogue());
            LOG.info(
                    "own rules in use: folder={} files={} rules={} words={} ms={}",
                    folder,
                    own.files(),
                    own.rules(),
                    own.causes(),
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
        } else {
            complain(own);
        }
    }

    private void complain(OwnRules own) {
        LOG.error(
                "own rules not used, what was used before stays: folder={} mistakes={}",
                folder,
                own.faults().size());
        own.faults().stream().limit(MAX_LOGGED).forEach(fault -> LOG.error("{}/{}", folder, fault.getMessage()));
    }
}
