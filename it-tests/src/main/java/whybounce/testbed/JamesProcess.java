package whybounce.testbed;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A James of its own process, as an operator runs it: the plug-in's jar lies in {@code extensions-jars}, the configuration
 * in {@code conf}. What it says is kept in {@code james.log}. It does not outlive this process, unless that is killed with
 * a signal that cannot be caught.
 */
public final class JamesProcess implements AutoCloseable {

    /** A slow machine needs less. */
    private static final Duration START = Duration.ofMinutes(2);

    /** James finishes the deliveries under way first. */
    private static final Duration STOP = Duration.ofSeconds(20);

    private static final String READY = "JAMES server started";
    private static final int LINES_TOLD = 15;

    private final Process process;
    private final long launched;
    private final Path log;

    private JamesProcess(Process process, long launched, Path log) {
        this.process = process;
        this.launched = launched;
        this.log = log;
    }

    /** Starts James in {@code folder} and waits until it is ready. */
    public static JamesProcess start(Path folder, InstalledJames james) throws IOException {
        if (james.plugIn().isPresent()) {
            var extensions = Files.createDirectories(folder.resolve("extensions-jars"));
            var jar = james.plugIn().get();
            Files.copy(jar, extensions.resolve(jar.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
        var log = folder.resolve("james.log");
        var command = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-Dworking.directory=.",
                        "-Dlogback.configurationFile=conf/logback.xml",
                        "-cp",
                        james.classPath(),
                        james.mainClass())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        long now = System.nanoTime();
        return new JamesProcess(launch(command), now, log).awaitStart();
    }

    /** From before it runs, the end of this JVM is its end too: at no moment does a Ctrl-C leave it behind. */
    private static Process launch(ProcessBuilder command) throws IOException {
        var launched = new CompletableFuture<Optional<Process>>();
        Runtime.getRuntime()
                .addShutdownHook(
                        Thread.ofPlatform().unstarted(() -> launched.join().ifPresent(JamesProcess::stop)));
        try {
            var process = command.start();
            launched.complete(Optional.of(process));
            return process;
        } finally {
            launched.complete(Optional.empty());
        }
    }

    private JamesProcess awaitStart() throws IOException {
        try {
            Await.untilTrue("James that says it started", START, () -> !process.isAlive() || isReady());
        } catch (AssertionError tooLate) {
            close();
        }
        if (process.isAlive()) {
            return this;
        }
        var lines = log();
        var last = lines.subList(Math.max(0, lines.size() - LINES_TOLD), lines.size());
        throw new IOException(
                "James did not start; its last lines (all are in " + log + "):\n" + String.join("\n", last));
    }

    private boolean isReady() throws IOException {
        return said().contains(READY);
    }

    /** What it said so far, a line an event or a part of one. */
    public List<String> log() throws IOException {
        return said().lines().toList();
    }

    /** Its last character may be half written. */
    private String said() throws IOException {
        return new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
    }

    /** Where it writes what it says. */
    public Path logFile() {
        return log;
    }

    /** Since it was launched. */
    public Duration age() {
        return Duration.ofNanos(System.nanoTime() - launched);
    }

    public long pid() {
        return process.pid();
    }

    /** Waits until it ends by itself, and gives its exit code. */
    public int await() throws InterruptedException {
        return process.waitFor();
    }

    @Override
    public void close() {
        stop(process);
    }

    private static void stop(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
