package whybounce.mailets.digest;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import whybounce.dsn.write.Contact;

/**
 * Decides which reports wait for a digest, keeps them, and sends the digests.
 *
 * <p>Any number of these may write below one directory; the one that holds its lock file sends. A stop between handing
 * a digest to James and deleting its reports, a few milliseconds, makes the digest go out again, with the same
 * Message-ID. Thread-safe.
 */
public final class Digests implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Digests.class);

    /** What a person can look through, and what keeps a digest small enough for any mailbox. */
    private static final int MOST_REPORTS = 100;

    private static final long LARGEST = 5L << 20;

    private final DigestSpool spool;
    private final FileChannel lockFile;
    private final HourlyCount counts;
    private final Map<String, Instant> open = new ConcurrentHashMap<>();
    private final int above;
    private final Contact contact;
    private final Clock clock;
    private final Outbox outbox;
    private @Nullable FileLock lock;

    /** Takes a digest away. */
    @FunctionalInterface
    public interface Outbox {
        /** Hands over a digest to {@code to}. Where this throws, it is tried again later. */
        void send(String to, Digest digest) throws IOException;
    }

    /**
     * @param directory on the disk of this node; made when it is not there
     * @param above reports an hour to one address that go out at once
     */
    public Digests(Path directory, int above, Duration hour, Contact contact, Clock clock, Outbox outbox)
            throws IOException {
        this.spool = new DigestSpool(directory);
        this.lockFile =
                FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        this.counts = new HourlyCount(hour);
        this.above = above;
        this.contact = contact;
        this.clock = clock;
        this.outbox = outbox;
        for (String key : spool.keys()) {
            spool.due(key).ifPresent(due -> open.put(key, due));
        }
    }

    /** Counts a report to this address. When its digest goes out, where it has to wait for one. */
    public Optional<Instant> mustWaitUntil(String address) {
        String key = key(address);
        var hour = counts.count(key, clock.instant());
        var due = open.get(key);
        if (due != null && clock.instant().isBefore(due)) {
            return Optional.of(due);
        }
        return hour.reports() > above ? Optional.of(hour.end()) : Optional.empty();
    }

    /** Keeps a report for the digest due then. It is on disk when this returns. */
    public void hold(Instant due, Summary summary, Body body) throws IOException {
        String key = key(summary.to());
        spool.hold(key, due, summary, body::writeTo);
        open.merge(key, due, (known, later) -> known.isAfter(later) ? known : later);
    }

    /** Writes a message. */
    @FunctionalInterface
    public interface Body {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Sends the digests whose hour is over, and those that an earlier run could not send. */
    public synchronized void sendDue() {
        try {
            if (!isTheSender()) {
                return;
            }
            for (String key : spool.keys()) {
                sealIfDue(key);
            }
            for (var batch : spool.batches()) {
                sendOrWait(batch);
            }
        } catch (IOException | RuntimeException e) {
            LOG.error("Digests of reports wait: their directory cannot be used", e);
        }
    }

    private void sealIfDue(String key) throws IOException {
        var due = Optional.ofNullable(open.get(key)).or(() -> spool.due(key));
        if (due.isPresent() && !clock.instant().isBefore(due.get())) {
            spool.seal(key, clock.instant());
            open.remove(key);
        }
    }

    private void sendOrWait(Path batch) {
        try {
            send(batch);
        } catch (IOException | RuntimeException e) {
            LOG.error("The digest in {} is tried again later", batch, e);
        }
    }

    private void send(Path batch) throws IOException {
        var reports = DigestSpool.reports(batch);
        if (reports.isEmpty()) {
            // A stop may have come between the last report and its folder.
            DigestSpool.delete(batch, List.of());
        }
        for (var part : parts(reports)) {
            var digest = new Digest(part, contact, clock.instant());
            outbox.send(digest.to(), digest);
            DigestSpool.delete(batch, part);
        }
    }

    /** Split so that no digest gets too large. */
    private static List<List<HeldReport>> parts(List<HeldReport> reports) throws IOException {
        var parts = new ArrayList<List<HeldReport>>();
        long size = 0;
        for (var report : reports) {
            size += report.messageSize();
            if (parts.isEmpty() || parts.getLast().size() == MOST_REPORTS || size > LARGEST) {
                parts.add(new ArrayList<>());
                size = report.messageSize();
            }
            parts.getLast().add(report);
        }
        return parts;
    }

    private boolean isTheSender() throws IOException {
        if (lock == null) {
            try {
                lock = lockFile.tryLock();
            } catch (OverlappingFileLockException e) {
                return false; // Another mailet of this James.
            }
        }
        return lock != null;
    }

    private static String key(String address) {
        return Fingerprint.of(address.toLowerCase(Locale.ROOT));
    }

    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException e) {
            LOG.warn("The lock of the digest directory could not be given back", e);
        }
    }
}
