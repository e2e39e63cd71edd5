package whybounce.probe.many;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * So many threads, each of which takes the next target when it is done with one. Threads of the platform: at 50 sessions
 * they do more in a second than virtual ones, which is measured in docs/probe.md.
 */
public final class Workers {

    /** A conversation needs little of it; 500 threads of the usual size would hold half a gigabyte of addresses. */
    private static final int STACK_OCTETS = 256 * 1024;

    private final int threads;

    public Workers(int threads) {
        this.threads = threads;
    }

    /** What is done with each target. */
    @FunctionalInterface
    public interface Job {
        void run(Target target) throws IOException;
    }

    /**
     * Does it with all of them, and returns when all is done.
     *
     * @throws IOException what a job threw first; no further target is begun then
     */
    public void run(List<Target> targets, Job job) throws IOException, InterruptedException {
        var round = new Round(targets, job);
        var workers = new ArrayList<Thread>();
        for (int n = 0; n < Math.min(threads, targets.size()); n++) {
            workers.add(new Thread(null, round::work, "target-" + n, STACK_OCTETS));
        }
        workers.forEach(Thread::start);
        for (var worker : workers) {
            worker.join();
        }
        round.rethrow();
    }

    /** One list, and how far it is done. */
    private static final class Round {

        private final List<Target> targets;
        private final Job job;
        private final AtomicInteger next = new AtomicInteger();
        private Optional<Throwable> broken = Optional.empty();

        private Round(List<Target> targets, Job job) {
            this.targets = targets;
            this.job = job;
        }

        private void work() {
            try {
                for (int at = next.getAndIncrement(); at < targets.size(); at = next.getAndIncrement()) {
                    job.run(targets.get(at));
                }
            } catch (IOException | RuntimeException | Error e) {
                breakOff(e);
            }
        }

        private synchronized void breakOff(Throwable e) {
            broken = broken.or(() -> Optional.of(e));
            next.set(targets.size());
        }

        private synchronized void rethrow() throws IOException {
            if (broken.isPresent()) {
                switch (broken.get()) {
                    case IOException unreadable -> throw unreadable;
                    case RuntimeException bug -> throw bug;
                    case Throwable other -> throw new IllegalStateException(other);
                }
            }
        }
    }
}
