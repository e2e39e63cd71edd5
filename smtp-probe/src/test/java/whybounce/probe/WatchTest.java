package whybounce.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import whybounce.probe.report.Palette;
import whybounce.probe.session.ScriptedServer;
import whybounce.probe.session.ScriptedServer.Script;

/** The command {@code watch}, from its file to who is told. */
class WatchTest {

    private static final int PATIENCE_SECONDS = 60;
    private static final Pattern ADDRESS = Pattern.compile("http://([0-9.:]+)/metrics");

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    private HttpServer hook;

    private record Request(String body, String time, String signature) {}

    @BeforeEach
    void listen() throws IOException {
        hook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
        hook.createContext("/", exchange -> {
            try (exchange) {
                var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                var headers = exchange.getRequestHeaders();
                requests.add(new Request(
                        body, headers.getFirst("Whybounce-Timestamp"), headers.getFirst("Whybounce-Signature")));
                exchange.sendResponseHeaders(204, -1);
            }
        });
        hook.start();
    }

    @AfterEach
    void silence() {
        hook.stop(0);
    }

    private Path file(String... lines) throws IOException {
        Files.writeString(folder.resolve("secret"), "sesame\n");
        var head = List.of(
                "listen = \"127.0.0.1:0\"",
                "state = \"" + folder.resolve("state") + "\"",
                "interval = \"1s\"",
                "jitter = \"0s\"",
                "from = \"ann@example.com\"",
                "[alert]",
                "webhook = \"http://127.0.0.1:" + hook.getAddress().getPort() + "/hook\"",
                "webhook-secret-file = \"" + folder.resolve("secret") + "\"");
        return Files.write(
                folder.resolve("watch.toml"),
                Stream.concat(head.stream(), Stream.of(lines)).toList());
    }

    private static String check(ScriptedServer server) {
        return "[[check]]\nname = \"mx\"\nto = \"bob@example.org\"\nserver = \"127.0.0.1\"\noptions = [\"--port\", \""
                + server.endpoint().port() + "\", \"--quit-after\", \"rcpt\"]";
    }

    /** A watch that runs beside the test. */
    private final class Running implements AutoCloseable {

        private final CompletableFuture<Integer> code = new CompletableFuture<>();
        private final Thread thread;

        private Running(Path file) {
            thread = Thread.ofPlatform().start(() -> {
                var printer = new PrintStream(err, true, StandardCharsets.UTF_8);
                var source = new Source(new ByteArrayInputStream(new byte[0]), Clock.systemUTC());
                code.complete(new SmtpProbe(source, Palette.PLAIN, printer, printer, Optional.empty())
                        .run(List.of("watch", file.toString()))
                        .number());
            });
        }

        private int stop() throws Exception {
            thread.interrupt();
            return code.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }

        @Override
        public void close() {
            thread.interrupt();
        }
    }

    private Request told() throws InterruptedException {
        return Optional.ofNullable(requests.poll(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .orElseThrow(() -> new AssertionError("nobody was told: " + err));
    }

    private HttpResponse<String> ask(String path, String method) throws Exception {
        var address = ADDRESS.matcher(err.toString(StandardCharsets.UTF_8));
        assertThat(address.find()).isTrue();
        var request = HttpRequest.newBuilder(URI.create("http://" + address.group(1) + path))
                .method(method, BodyPublishers.noBody());
        return http.send(request.build(), BodyHandlers.ofString());
    }

    /** Refuses the first {@code count} times. */
    private static Script refusing(int count, String answer) {
        var left = new AtomicInteger(count);
        return talk -> {
            ProbeRun.hello(talk).hear();
            talk.say("250 2.1.0 ok\r\n").hear();
            talk.say(left.getAndDecrement() > 0 ? answer : "250 2.1.5 ok\r\n").hear();
            talk.say("221 bye\r\n");
        };
    }

    @Test
    void tellsWhenItFailsAndWhenItIsWellAgain() throws Exception {
        var hostile = "550 5.1.1 $(touch x) '; rm -rf / #\u001b[2J\r\nSubject: oh\r\n";
        var heard = folder.resolve("heard");
        Script postbox = talk -> {
            ProbeRun.addressed(talk).hear();
            talk.say("354 go ahead\r\n").hearMessage();
            talk.say("250 2.0.0 queued\r\n").hear();
            talk.say("221 bye\r\n");
        };
        try (var mx = ScriptedServer.start(refusing(1, hostile));
                var mail = ScriptedServer.start(postbox);
                var watch = new Running(file(
                        "command = [\"/bin/sh\", \"-c\", \"cat > " + heard + "; echo $# $0 >> " + heard
                                + "\", \"name\"]",
                        "mail-to = \"postmaster@example.com\"",
                        "mail-from = \"probe@example.com\"",
                        "mail-server = \"127.0.0.1:" + mail.endpoint().port() + "\"",
                        check(mx)))) {
            var failed = told();
            assertThat(failed.body())
                    .contains("\"event\":\"failed\"", "\"check\":\"mx\"", "\"cause\":\"recipient-unknown\"")
                    .contains("\"exitCode\":24", "\"before\":\"\"", "$(touch x) '; rm -rf / #")
                    .doesNotContain("\u001b");
            assertThat(failed.signature()).isEqualTo("sha256=" + hmac(failed.time() + "." + failed.body()));
            assertThat(Files.readString(heard)).isEqualTo(failed.body() + "0 name\n");
            assertThat(String.join("\n", mail.heard()))
                    .contains("Subject: smtp-probe: mx fails: recipient-unknown\n")
                    .contains("\n| 550 5.1.1 $(touch x) '; rm -rf / #");

            assertThat(told().body()).contains("\"event\":\"recovered\"", "\"before\":\"recipient-unknown\"");
            assertThat(ask("/metrics", "GET").body())
                    .contains("smtp_probe_check_good{check=\"mx\"} 1\n")
                    .contains("smtp_probe_alerts_total{way=\"mail\"} 2\n");
            assertThat(ask("/health", "GET").body()).contains("\"status\": \"ok\", \"checks\": 1, \"failing\": 0");
            assertThat(ask("/health", "POST").statusCode()).isEqualTo(405);
            assertThat(ask("/", "GET").statusCode()).isEqualTo(404);
            assertThat(watch.stop()).isZero();
        }
        assertThat(Files.readString(folder.resolve("state").resolve("mx.json"))).contains("\"told\":\"good\"");
    }

    private static String hmac(String text) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("sesame".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aRestartTellsNothingTwice() throws Exception {
        var runs = new Semaphore(0);
        var refusing = refusing(Integer.MAX_VALUE, "550 5.1.1 unknown\r\n");
        try (var mx = ScriptedServer.start(talk -> {
            refusing.play(talk);
            runs.release();
        })) {
            var file = file(check(mx));
            try (var watch = new Running(file)) {
                assertThat(told().body()).contains("failed");
                // The second begins when all of the first was written.
                assertThat(runs.tryAcquire(2, PATIENCE_SECONDS, TimeUnit.SECONDS))
                        .isTrue();
                assertThat(watch.stop()).isZero();
            }
            runs.drainPermits();
            try (var watch = new Running(file)) {
                assertThat(runs.tryAcquire(2, PATIENCE_SECONDS, TimeUnit.SECONDS))
                        .isTrue();
                assertThat(watch.stop()).isZero();
            }
        }
        assertThat(requests).isEmpty();
    }

    @Test
    void whatNobodyCouldBeToldIsToldLater() throws Exception {
        var deaf = file(
                "command = [\"/bin/false\"]",
                "[[check]]",
                "name = \"mx\"",
                "to = \"bob@example.org\"",
                "server = \"127.0.0.1\"",
                "options = [\"--port\", \"1\"]");
        Files.writeString(deaf, Files.readString(deaf).replaceAll("webhook.*\n", ""));
        try (var watch = new Running(deaf)) {
            while (err.toString(StandardCharsets.UTF_8).split("the command failed", -1).length < 3) {
                Thread.onSpinWait();
            }
            assertThat(watch.stop()).isZero();
        }
        assertThat(Files.readString(folder.resolve("state").resolve("mx.json"))).contains("\"told\":\"\"");
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                row("no TOML", "from = \n", "watch.toml:1: "),
                row("nothing", "", "nothing is watched"),
                row("not on loopback", "listen = \"0.0.0.0:9425\"", "watch.toml:1: an address of loopback"),
                row("an unknown key", "\ncolour = 3", "watch.toml:2: unknown key: colour"),
                row("a time without a unit", "interval = \"15\"", "watch.toml:1: interval wants a time"),
                row("a webhook in the clear", "[alert]\nwebhook = \"http://example.com/\"", "watch.toml:2: an address"),
                row(
                        "a webhook without a secret",
                        "[alert]\nwebhook = \"https://a.example/\"",
                        "webhook-secret-file is"),
                row("mail without a sender", "[alert]\nmail-to = \"a@b.example\"", "mail-from wants an address"),
                row("a bad name", "[[check]]\nname = \"../x\"", "watch.toml:2: a name of small letters"),
                row(
                        "a name twice",
                        "[[check]]\nname = \"x\"\n[[check]]\nname = \"x\"",
                        "watch.toml:4: another check has the name x"),
                row("no recipient", "[[check]]\nname = \"x\"", "check x: send: --to ADDRESS is missing"),
                row(
                        "an unknown option",
                        "[[check]]\nname = \"x\"\noptions = [\"--nonsense\"]",
                        "check x: send: unknown option: --nonsense"),
                row(
                        "many recipients",
                        "[[check]]\nname = \"x\"\noptions = [\"--from=\", \"--targets=t\"]",
                        "check x: one recipient a check"),
                row(
                        "files",
                        "[[check]]\nname = \"x\"\nto = \"a@b.example\"\noptions = [\"--from=\", \"--junit=t\"]",
                        "check x: no files are written here"),
                row("a wrong expectation", "[[check]]\nname = \"x\"\nexpect = \"good\"", "watch.toml:3: expect wants"));
    }

    private static Arguments row(String fact, String toml, String mistake) {
        return Arguments.of(fact, toml, mistake);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void nothingIsWatchedWhereSomethingIsWrong(String fact, String toml, String mistake) throws IOException {
        var file = Files.writeString(folder.resolve("watch.toml"), toml);

        for (var arguments : List.of(List.of("watch", file.toString()), List.of("watch", "--check", file.toString()))) {
            var run = ProbeRun.of(arguments);
            assertThat(run.err()).contains(mistake);
            assertThat(run.code()).isEqualTo(2);
        }
    }

    @Test
    void theExampleHasNoMistake() {
        var run = ProbeRun.of("watch", "--check", "../conf/smtp-probe-watch.toml");

        assertThat(run.out()).isEqualTo("3 checks, no mistake\n");
        assertThat(run.code()).isZero();
    }

    @Test
    void aSignalEndsIt() throws Exception {
        var file = file(
                "[[check]]",
                "name = \"mx\"",
                "to = \"bob@example.org\"",
                "server = \"127.0.0.1\"",
                "options = [\"--port\", \"1\"]",
                "interval = \"1h\"");
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "whybounce.probe.Main",
                        "watch",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        try (var lines = process.inputReader()) {
            var line = lines.readLine();
            while (line != null && !line.contains("/metrics")) {
                line = lines.readLine();
            }
            process.destroy();
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }
}
