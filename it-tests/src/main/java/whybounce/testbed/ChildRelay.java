package whybounce.testbed;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import whybounce.testbed.JamesRelay.Installed;

/**
 * A James of its own process, as an operator runs it: the plug-in's jar lies in {@code extensions-jars}, the configuration
 * in {@code conf}. What it says is kept in {@code james.log}.
 */
final class ChildRelay implements JamesRelay {

    /** A slow machine needs less. */
    private static final Duration START = Duration.ofMinutes(2);

    /** James finishes the deliveries under way first. */
    private static final Duration STOP = Duration.ofSeconds(20);

    private static final String READY = "JAMES server started";
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]+)\"");

    private final Process process;
    private final int port;
    private final URI admin;
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> log = new CopyOnWriteArrayList<>();

    private ChildRelay(Process process, int port, URI admin) {
        this.process = process;
        this.port = port;
        this.admin = admin;
    }

    /** Takes the ports that {@code folder} is to use; they must be free. */
    static ChildRelay start(RelayFolder folder, Installed james, int port, int adminPort) throws IOException {
        var extensions = Files.createDirectories(folder.path().resolve("extensions-jars"));
        Files.copy(
                james.plugIn(), extensions.resolve(james.plugIn().getFileName()), StandardCopyOption.REPLACE_EXISTING);
        folder.set("smtpserver.xml", "//smtpserver/bind", "127.0.0.1:" + port);
        folder.write("webadmin.properties", "enabled=true\nhost=127.0.0.1\nport=" + adminPort + "\n");
        var java = Path.of(System.getProperty("java.home"), "bin", "java");
        var process = new ProcessBuilder(
                        java.toString(),
                        "-Xmx512m",
                        "-Dworking.directory=.",
                        "-Dlogback.configurationFile=conf/logback.xml",
                        "-cp",
                        james.classPath(),
                        james.mainClass())
                .directory(folder.path().toFile())
                .redirectErrorStream(true)
                .start();
        var relay = new ChildRelay(process, port, URI.create("http://127.0.0.1:" + adminPort + "/"));
        var file = folder.path().resolve("james.log");
        Thread.ofPlatform().daemon().name("james-log").start(() -> relay.keepLog(file));
        return relay.awaitStart();
    }

    private ChildRelay awaitStart() {
        try {
            Await.untilTrue("James that says it started", START, () -> has(READY) || !process.isAlive());
        } catch (AssertionError tooLate) {
            close();
            throw tooLate;
        }
        if (!process.isAlive()) {
            throw new IllegalStateException("James did not start:\n" + String.join("\n", log));
        }
        return this;
    }

    private boolean has(String words) {
        return log.stream().anyMatch(line -> line.contains(words));
    }

    private void keepLog(Path path) {
        try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
                var file = new PrintWriter(Files.newBufferedWriter(path), true)) {
            for (var line = said.readLine(); line != null; line = said.readLine()) {
                file.println(line);
                log.add(line);
            }
        } catch (IOException gone) {
            // The process ended while it spoke.
        }
    }

    @Override
    public InetSocketAddress smtp() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** WebAdmin's sizes count what is being worked on, too. */
    @Override
    public boolean isIdle() {
        return QUOTED.matcher(get("mailQueues"))
                .results()
                .map(name -> get("mailQueues/" + name.group(1)))
                .allMatch(queue -> queue.contains("\"size\":0"));
    }

    private String get(String path) {
        try {
            var request = HttpRequest.newBuilder(admin.resolve(path)).build();
            var response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() != HttpURLConnection.HTTP_OK) {
                throw new IllegalStateException(request + ": " + response.statusCode() + " " + response.body());
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public List<String> log() {
        return List.copyOf(log);
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
