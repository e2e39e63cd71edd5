package whybounce.probe.watch;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import whybounce.probe.report.AsciiJson;
import whybounce.probe.report.Probed;
import whybounce.probe.report.TrialVerdict;
import whybounce.probe.report.Visible;
import whybounce.probe.session.TlsReport;

/** Runs checks when their time has come, until the thread that runs them is interrupted. */
final class Watch implements AutoCloseable {

    /** Checks wait for servers nearly all of their time, and seldom come together. */
    private static final int THREADS = 4;

    /** What runs when it is to stop has so long to end. */
    private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(5);

    /** A conversation's usual deadline, and some for the mailbox behind it. */
    private static final Duration LONGEST_RUN = Duration.ofMinutes(10);

    private static final double NANOS = 1e9;

    private final List<Check> checks;
    private final StateFolder folder;
    private final Runner runner;
    private final Alarms alarms;
    private final Clock clock;
    private final RandomGenerator random;
    private final Consumer<String> log;
    private final Map<String, Standing> standings = new ConcurrentHashMap<>();
    private final Map<String, Instant> due = new ConcurrentHashMap<>();
    private final ScheduledThreadPoolExecutor workers;

    Watch(List<Check> checks, Path state, Runner runner, Alarms alarms, World world) throws IOException {
        this.checks = List.copyOf(checks);
        this.folder = new StateFolder(state);
        this.runner = runner;
        this.alarms = alarms;
        this.clock = world.clock();
        this.random = world.random();
        this.log = world.log();
        this.workers = new ScheduledThreadPoolExecutor(Math.min(THREADS, checks.size()), Watch::thread);
        workers.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        for (var check : checks) {
            folder.read(check.name()).ifPresent(last -> standings.put(check.name(), last));
        }
    }

    private static Thread thread(Runnable task) {
        var thread = new Thread(task, "watch");
        thread.setDaemon(true);
        return thread;
    }

    /** Watches until the thread is interrupted. */
    void run() {
        checks.forEach(check -> schedule(check, first(check)));
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException enough) {
            // That is how it is told to stop.
        }
    }

    /** A restart does not ask anew what was asked a moment ago. */
    private Duration first(Check check) {
        var last = Optional.ofNullable(standings.get(check.name())).map(Standing::time);
        var left = last.map(time -> Duration.between(clock.instant(), time.plus(check.interval())))
                .orElse(Duration.ZERO);
        boolean future = left.compareTo(check.interval()) <= 0 && !left.isNegative();
        return (future ? left : Duration.ZERO).plus(some(check.jitter()));
    }

    private Duration some(Duration most) {
        return most.isZero() ? most : Duration.ofMillis(random.nextLong(most.toMillis() + 1));
    }

    private void schedule(Check check, Duration delay) {
        due.put(check.name(), clock.instant().plus(delay));
        Future<?> unused = workers.schedule(() -> turn(check), delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void turn(Check check) {
        long begun = System.nanoTime();
        try {
            once(check);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return;
        } catch (IOException | RuntimeException e) {
            log.accept(check.name() + ": " + Visible.text(String.valueOf(e.getMessage())));
        }
        var took = Duration.ofNanos(System.nanoTime() - begun);
        var left = check.interval().minus(took);
        if (!workers.isShutdown()) {
            schedule(check, (left.isNegative() ? Duration.ZERO : left).plus(some(check.jitter())));
        }
    }

    private void once(Check check) throws IOException, InterruptedException {
        var probed = probed(check);
        var before = Optional.ofNullable(standings.get(check.name()));
        var now = standing(check, probed, before);
        standings.put(check.name(), now);
        if (now.isNews()) {
            var change = new Change(now, now.told(), probed);
            log.accept(change.subject());
            if (alarms.tell(change)) {
                now = now.toldAs(now.state());
            }
        } else if (now.told().isEmpty()) {
            now = now.toldAs(now.state());
        }
        standings.put(check.name(), now);
        folder.write(now);
    }

    /** Empty where it could not be run, which is a failure of ours. */
    private Optional<Probed> probed(Check check) {
        try {
            return Optional.of(runner.run(check));
        } catch (IOException | IllegalArgumentException e) {
            log.accept(check.name() + ": " + Visible.text(String.valueOf(e.getMessage())));
            return Optional.empty();
        }
    }

    private Standing standing(Check check, Optional<Probed> probed, Optional<Standing> before) {
        var now = clock.instant();
        var fault = probed.isPresent()
                ? check.expectation().fault(probed.get(), now)
                : Optional.of(new Expectation.Fault("local-failure", "It could not be run; the log says why."));
        var cause = fault.map(Expectation.Fault::cause).orElse("");
        boolean same = before.filter(last -> last.cause().equals(cause)).isPresent();
        return new Standing(
                check.name(),
                now,
                same ? before.get().since() : now,
                cause,
                fault.map(Expectation.Fault::words).orElse(""),
                AsciiJson.token(probed.map(Probed::verdict).orElse(TrialVerdict.OURS)),
                probed.map(Probed::exitCode).orElse(1),
                probed.map(each -> each.trial().end().took().toNanos() / NANOS).orElse(0.0),
                probed.flatMap(Watch::expiry),
                before.map(Standing::told).orElse(""));
    }

    private static Optional<Instant> expiry(Probed probed) {
        return probed.trial().tries().stream()
                .flatMap(each -> each.tls().stream())
                .map(TlsReport::expires)
                .flatMap(Optional::stream)
                .min(Instant::compareTo);
    }

    /** How all that were run stand, by name. */
    List<Standing> standings() {
        return checks.stream()
                .flatMap(check -> Optional.ofNullable(standings.get(check.name())).stream())
                .toList();
    }

    /** Checks that should have been run long ago: something is stuck. */
    List<String> overdue() {
        var now = clock.instant();
        return checks.stream()
                .filter(check -> {
                    var late = Optional.ofNullable(due.get(check.name())).map(time -> time.plus(check.interval()));
                    return late.filter(time -> time.plus(LONGEST_RUN).isBefore(now))
                            .isPresent();
                })
                .map(Check::name)
                .toList();
    }

    @Override
    public void close() {
        workers.shutdown(); // What has begun may end, and tell what it found.
        try {
            if (!workers.awaitTermination(LONGEST_GOODBYE.toSeconds(), TimeUnit.SECONDS)) {
                log.accept("a conversation was left in its middle");
                workers.shutdownNow();
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
