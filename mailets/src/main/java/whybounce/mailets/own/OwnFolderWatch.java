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
import whybounce.catalogue.OwnStamp.Place;
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
    /** Of what was taken in. */
    private OwnStamp seen = new OwnStamp(Place.NOTHING, Map.of());
    /** Of the last look. */
    private OwnStamp last = seen;

    private boolean unreadable;
    private boolean gone;

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
            if (isGone(stamp)) {
                keep();
            } else if (!stamp.equals(seen) && isSettled(stamp)) {
                takeIn(stamp);
            }
            last = stamp;
        } catch (IOException | RuntimeException | LinkageError | StackOverflowError e) {
            // Whatever it is: mail goes on, and its reports too.
            unreadable(e);
        }
    }

    /** A folder that was in use and is not there any more: a deployment puts another one in its place, or a disk is away. */
    private boolean isGone(OwnStamp stamp) {
        boolean missing = stamp.place() == Place.NOTHING && !seen.files().isEmpty();
        gone &= missing;
        return missing;
    }

    private void keep() {
        if (!gone) {
            LOG.warn("own rules are gone, what was used before stays; to go back, empty the folder: folder={}", folder);
        }
        gone = true;
    }

    /** Whether nobody is at work there; a file that is missing may come back at once, and counts at the second look. */
    private boolean isSettled(OwnStamp stamp) {
        return stamp.isAtRest(clock.instant()) && (!stamp.lacksAnyOf(seen) || stamp.equals(last));
    }

    private void unreadable(Throwable e) {
        if (!unreadable) {
            LOG.error("own rules cannot be read, what was used before stays: folder={}", folder, e);
        }
        unreadable = true;
    }

    private void takeIn(OwnStamp stamp) throws IOException {
        var before = seen;
        seen = stamp;
        if (stamp.place() != Place.OTHER
                && stamp.files().isEmpty()
                && before.files().isEmpty()) {
            return;
        }
        long start = System.nanoTime();
        var own = OwnRules.read(folder);
        if (!OwnStamp.of(folder).equals(stamp)) {
            seen = before; // Half of it may be of another day: the next look reads it again.
        } else if (own.faults().isEmpty()) {
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
