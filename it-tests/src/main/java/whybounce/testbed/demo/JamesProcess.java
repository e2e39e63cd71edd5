package whybounce.testbed.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A James of its own process, as an operator runs it: the plug-in's jar lies in {@code extensions-jars}, the
 * configuration in {@code conf}. What it says is kept in {@code james.log}.
 */
final class JamesProcess implements AutoCloseable {

    /** A slow machine needs less. */
    private static final Duration START = Duration.ofMinutes(2);

    /** James finishes the deliveries under way first. */
    private static final Duration STOP = Duration.ofSeconds(20);

    private static final String READY = "JAMES server started";
    private static final int LINES_TOLD = 15;

    private final Process process;
    private final Path log;
    private final CountDownLatch startedOrGone = new CountDownLatch(1);
    private final Deque<String> lastLines = new ArrayDeque<>();
    private volatile boolean started;

    private JamesProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts James in {@code folder} and waits until it is ready.
     *
     * @param libraries James's own class path
     * @param plugIn our jar for this James
     */
    static JamesProcess start(Path folder, String libraries, Path plugIn) throws IOException, InterruptedException {
        var extensions = Files.createDirectories(folder.resolve("extensions-jars"));
        Files.copy(plugIn, extensions.resolve(plugIn.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        var java = Path.of(System.getProperty("java.home"), "bin", "java");
        var process = new ProcessBuilder(
                        java.toString(),
                        "-Xmx512m",
                        "-Dworking.directory=.",
                        "-Dlogback.configurationFile=conf/logback.xml",
                        "-cp",
                        libraries,
                        "org.apache.james.MemoryJamesServerMain")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        var james = new JamesProcess(process, folder.resolve("james.log"));
        Thread.ofPlatform().daemon().name("james-log").start(james::keepLog);
        return james.awaitStart();
    }

    private JamesProcess awaitStart() throws IOException, InterruptedException {
        boolean inTime = startedOrGone.await(START.toSeconds(), TimeUnit.SECONDS);
        if (inTime && started) {
            return this;
        }
        close();
        throw new IOException("James did not start; its last lines (all are in " + log + "):\n" + last());
    }

    private void keepLog() {
        try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
                var file = new PrintWriter(Files.newBufferedWriter(log))) {
            for (var line = said.readLine(); line != null; line = said.readLine()) {
                file.println(line);
                file.flush();
                heard(line);
            }
        } catch (IOException gone) {
            // The process ended while it spoke.
        } finally {
            startedOrGone.countDown();
        }
    }

    private void heard(String line) {
        synchronized (lastLines) {
            lastLines.add(line);
            if (lastLines.size() > LINES_TOLD) {
                lastLines.remove();
            }
        }
        if (line.contains(READY)) {
            started = true;
            startedOrGone.countDown();
        }
    }

    private String last() {
        synchronized (lastLines) {
            return String.join("\n", List.copyOf(lastLines));
        }
    }

    /** Waits until it ends by itself, and gives its exit code. */
    int await() throws InterruptedException {
        return process.waitFor();
    }

    @Override
    public void close() {
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
