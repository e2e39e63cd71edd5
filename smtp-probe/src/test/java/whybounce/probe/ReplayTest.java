package whybounce.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static whybounce.probe.ProbeRun.addressed;
import static whybounce.probe.ProbeRun.hello;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import whybounce.probe.replay.ScriptedPeer;
import whybounce.probe.replay.ServerCertificate;
import whybounce.probe.session.Entry;
import whybounce.probe.session.ScriptedServer;
import whybounce.probe.session.ScriptedServer.Script;
import whybounce.probe.session.ScriptedServer.Talk;
import whybounce.probe.session.TestCertificates;
import whybounce.probe.session.TranscriptReader;

/** A failure that was recorded is told again, and happens again. */
class ReplayTest {

    @TempDir
    private Path folder;

    @BeforeAll
    static void makeCertificates() {
        TestCertificates.server("good");
    }

    static Stream<Arguments> conversations() {
        return Stream.of(
                row("taken", 0, talk -> {
                    addressed(talk).hear();
                    talk.say("354 go ahead\r\n").hearMessage();
                    talk.say("250 2.0.0 queued\r\n").hear();
                    talk.say("221 bye\r\n");
                }),
                row("three lines of refusal", 24, talk -> {
                    hello(talk).hear();
                    talk.say("250 ok\r\n").hear();
                    talk.say("550-5.1.1 no\r\n550-5.1.1 such\r\n550 5.1.1 user unknown\r\n")
                            .hear();
                    talk.say("221 bye\r\n");
                }),
                row(
                        "pipelined",
                        24,
                        talk -> {
                            hello(talk).hear(3);
                            talk.say("250 ok\r\n550 5.1.1 user unknown\r\n503 5.5.1 RCPT first\r\n")
                                    .hear();
                            talk.say("221 bye\r\n");
                        },
                        "--pipeline"),
                row(
                        "pipelined, a message wanted for nobody",
                        24,
                        talk -> {
                            hello(talk).hear(3);
                            talk.say("250 ok\r\n550 5.1.1 user unknown\r\n354 go ahead\r\n")
                                    .hearMessage();
                            talk.say("554 5.5.1 no valid recipients\r\n").hear();
                            talk.say("221 bye\r\n");
                        },
                        "--pipeline"),
                row(
                        "pipelined and taken",
                        0,
                        talk -> {
                            hello(talk).hear(3);
                            talk.say("250 ok\r\n250 ok\r\n354 go ahead\r\n").hearMessage();
                            talk.hear();
                            talk.say("250 2.0.0 queued\r\n221 bye\r\n");
                        },
                        "--pipeline"),
                row("greylisted", 64, talk -> {
                    hello(talk).hear();
                    talk.say("250 ok\r\n").hear();
                    talk.say("451 4.7.1 Greylisted, try again in 5 minutes\r\n").hear();
                    talk.say("221 bye\r\n");
                }),
                row("a banner of two lines, then closed", 21, talk -> {
                    talk.say("554-no\r\n554 5.7.1 blocked, see spamhaus\r\n").close();
                }),
                row("closed at MAIL", 23, talk -> hello(talk).hear(1).close()),
                row("closed in the middle of an answer", 23, talk -> {
                    hello(talk).hear();
                    talk.say("550-5.7.1 your\r\n550-5.7.").close();
                }),
                row("silent at EHLO", 22, talk -> talk.say("220 mx\r\n").hear(1)),
                row("bare line feeds and Latin-1", 24, talk -> {
                    hello(talk).hear();
                    talk.say("250 ok\n").hear();
                    talk.say("550-5.1.1 Empf\344nger\n550 5.1.1 unbekannt \33[2J\0\n")
                            .hear();
                    talk.say("221 bye\r\n");
                }),
                row("something that nobody asked for", 23, talk -> {
                    hello(talk).hear();
                    talk.say("250 ok\r\n250 ok\r\n");
                }),
                row(
                        "refused while the message came",
                        26,
                        talk -> {
                            addressed(talk).hear();
                            talk.say("354 go ahead\r\n").hearMessage();
                            talk.say("552 5.3.4 too large\r\n").hear();
                            talk.say("221 bye\r\n");
                        },
                        "--keep-body"));
    }

    static Stream<Arguments> encryptedConversations() {
        return Stream.of(
                row("refused under STARTTLS, after which a server greets anew", 23, talk -> {
                    encrypted(talk, "good").hear();
                    talk.say("250-mx\r\n250 SIZE 9999\r\n").hear();
                    talk.say("550-5.7.1 you\r\n550 5.7.1 not\r\n").hear();
                    talk.say("221 bye\r\n");
                }),
                row("closed under encryption", 22, talk -> {
                    encrypted(talk, "good").hear();
                    talk.close();
                }),
                row(
                        "encrypted from the first byte, behind a PROXY header",
                        23,
                        talk -> {
                            talk.hear();
                            TestCertificates.encrypt(talk, "good");
                            hello(talk).hear();
                            talk.say("550 5.3.0 no\r\n").hear();
                            talk.say("221 bye\r\n");
                        },
                        "--tls-on-connect",
                        "--proxy-source=192.0.2.1"),
                row(
                        "a certificate that has expired",
                        29,
                        talk -> encrypted(talk, "expired"),
                        "--tls-verify",
                        "--tls-sni=mx.example.org"),
                row(
                        "STARTTLS refused",
                        29,
                        talk -> {
                            starttls(talk);
                            talk.say("550 5.7.0 no keys here\r\n").hear();
                            talk.say("221 bye\r\n");
                        },
                        "--tls"),
                row("a handshake that the server breaks off", 29, talk -> {
                    starttls(talk);
                    talk.say("220 go ahead\r\n").hearOctets(1).close();
                }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("encryptedConversations")
    void encryptionHappensAgain(String fact, int code, Script script, List<String> options) throws Exception {
        var file = folder.resolve("first.jsonl");
        ProbeRun sent;
        try (var server = ScriptedServer.start(script)) {
            sent = send(server.endpoint().port(), file, options);
        }
        var second = folder.resolve("second.jsonl");
        var served = served(file, second, options);

        assertThat(sent.code()).as(sent.out()).isEqualTo(code);
        assertThat(served.code()).as(served.out()).isEqualTo(code);
        assertThat(heard(second)).isEqualTo(heard(file));
        assertThat(verdict(second)).isEqualTo(verdict(file));
        assertThat(fault(served)).isEqualTo(fault(sent));
    }

    /** What is wrong with the certificate beside that nobody vouches for it. */
    private static List<String> fault(ProbeRun run) {
        return run.out()
                .lines()
                .filter(line -> line.startsWith("=== Not verified: the "))
                .filter(line -> !line.contains("vouches"))
                .toList();
    }

    @Test
    void aCertificateOfOnesOwnIsShown() throws Exception {
        var file = folder.resolve("first.jsonl");
        try (var server =
                ScriptedServer.start(talk -> encrypted(talk, "expired").hear(1).close())) {
            send(server.endpoint().port(), file, List.of());
        }
        var own = List.of(
                "--tls-cert=" + TestCertificates.certificate(folder, "good"),
                "--tls-key=" + TestCertificates.key(folder, "good"));
        var script = List.of("replay", file.toString(), "--serve=0", "--once");
        var arguments = Stream.concat(script.stream(), own.stream()).toList();
        var serving = Serving.start(arguments);
        var run = send(
                serving.port(),
                folder.resolve("second.jsonl"),
                List.of(
                        "--tls-verify",
                        "--tls-sni=mx.example.org",
                        "--tls-ca-path=" + TestCertificates.certificate(folder, "ca")));
        serving.server().join();

        assertThat(run.out()).contains("=== Encrypted").doesNotContain("Not verified");
        assertThat(run.code()).isEqualTo(22);
    }

    private static Talk starttls(Talk talk) throws IOException {
        talk.say("220 mx.example.org\r\n").hear();
        talk.say("250-mx.example.org\r\n250 STARTTLS\r\n").hear();
        return talk;
    }

    private static Talk encrypted(Talk talk, String certificate) throws IOException {
        starttls(talk).say("220 go ahead\r\n");
        TestCertificates.encrypt(talk, certificate);
        return talk;
    }

    private static Arguments row(String fact, int code, Script script, String... options) {
        return Arguments.of(fact, code, script, List.of(options));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("conversations")
    void isToldAgainAndHappensAgain(String fact, int code, Script script, List<String> options) throws Exception {
        var file = folder.resolve("first.jsonl");
        ProbeRun sent;
        try (var server = ScriptedServer.start(script)) {
            sent = send(server.endpoint().port(), file, options);
        }
        var again = ProbeRun.of("replay", file.toString());
        var program = ProbeRun.of("replay", "--json", file.toString());

        assertThat(again.out()).isEqualTo(sent.out());
        assertThat(again.code()).isEqualTo(sent.code());
        assertThat(program.code()).isEqualTo(sent.code());
        // At which command what came unasked is seen depends on when it comes.
        assertThat(sent.code()).as(sent.out()).isBetween(code, code + (fact.startsWith("something") ? 1 : 0));

        var second = folder.resolve("second.jsonl");
        var served = served(file, second, options);

        assertThat(served.code()).as(served.out()).isEqualTo(sent.code());
        assertThat(told(served.out())).isEqualTo(told(sent.out()));
        assertThat(heard(second)).isEqualTo(heard(file));
        assertThat(verdict(second)).isEqualTo(verdict(file));
    }

    private static ProbeRun send(int port, Path transcript, List<String> options) {
        var arguments = Stream.concat(options.stream(), Stream.of("--transcript=" + transcript));
        return ProbeRun.of(ProbeRun.send(port, arguments.toArray(String[]::new)));
    }

    private static ProbeRun served(Path file, Path transcript, List<String> options) throws Exception {
        var script = whybounce.probe.replay.Script.of(read(file)).orElseThrow();
        var certificate = script.handshake().isPresent()
                ? Optional.of(ServerCertificate.like(script.handshake().get()))
                : Optional.<ServerCertificate>empty();
        try (var peer = new ScriptedPeer(script, certificate, 0, words -> {})) {
            var server = Thread.ofPlatform().daemon().start(() -> serve(peer));
            var run = send(peer.port(), transcript, options);
            server.join();
            return run;
        }
    }

    private static void serve(ScriptedPeer peer) {
        try {
            peer.serveOnce();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Entry> read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return TranscriptReader.read(in);
        }
    }

    /** All but the port, which commands to paste name too. */
    private static String told(String out) {
        return out.replaceAll("(127\\.0\\.0\\.1[: ])\\d+", "$1port")
                .lines()
                .filter(line -> !line.startsWith("=== Trying") && !line.startsWith("=== Connected"))
                .collect(Collectors.joining("\n"));
    }

    /** What the server said, byte for byte. */
    private static List<String> heard(Path file) throws IOException {
        return read(file).stream()
                .filter(Entry.Heard.class::isInstance)
                .map(entry -> ((Entry.Heard) entry).reply().verbatim())
                .toList();
    }

    private static String verdict(Path file) {
        var json = ProbeRun.of("replay", "--json", file.toString()).out();
        return json.lines()
                .filter(line -> line.startsWith("  \"verdict\""))
                .findFirst()
                .orElse(json);
    }

    @Test
    void theCommandServesOnLoopback() throws Exception {
        var file = folder.resolve("first.jsonl");
        try (var server =
                ScriptedServer.start(talk -> talk.say("554 5.7.1 go away\r\n").close())) {
            send(server.endpoint().port(), file, List.of());
        }
        var arguments = List.of("replay", file.toString(), "--serve", "0", "--once");
        var serving = Serving.start(arguments);
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), serving.port())) {
            var said = "554 5.7.1 go away\r\n";
            assertThat(socket.getInputStream().readNBytes(said.length()))
                    .isEqualTo(said.getBytes(StandardCharsets.US_ASCII));
        }
        serving.server().join();
        assertThat(serving.line()).startsWith("=== 127.0.0.1 is replayed at 127.0.0.1 port ");
    }

    /** The command, serving one client. */
    private record Serving(String line, Thread server) {

        private static Serving start(List<String> arguments) throws IOException {
            var out = new PipedOutputStream();
            var lines = new BufferedReader(new InputStreamReader(new PipedInputStream(out), StandardCharsets.UTF_8));
            var printer = new PrintStream(out, true, StandardCharsets.UTF_8);
            var server = Thread.ofPlatform().daemon().start(() -> ProbeRun.run(arguments, printer, printer));
            return new Serving(String.valueOf(lines.readLine()), server);
        }

        private int port() {
            return Integer.parseInt(line.substring(line.lastIndexOf(' ') + 1));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void isToldWhatIsWrong(String words, int code, List<String> arguments) {
        var run = ProbeRun.of(
                Stream.concat(Stream.of("replay"), arguments.stream()).toList());

        assertThat(run.err()).contains(words);
        assertThat(run.code()).isEqualTo(code);
    }

    static Stream<Arguments> mistakes() throws IOException {
        var noLines = Files.writeString(Files.createTempFile("transcript", ".jsonl"), "");
        noLines.toFile().deleteOnExit();
        return Stream.of(
                Arguments.of("a transcript is missing", 2, List.of()),
                Arguments.of("more than one transcript", 2, List.of("a", "b")),
                Arguments.of("--serve wants a port: 70000", 2, List.of("a", "--serve", "70000")),
                Arguments.of("--serve wants a port: ", 2, List.of("a", "--serve")),
                Arguments.of("--once, --tls-cert and --tls-key belong to --serve", 2, List.of("a", "--once")),
                Arguments.of("--tls-key belongs to --tls-cert", 2, List.of("a", "--serve=0", "--tls-key=k")),
                Arguments.of("--to needs a value", 2, List.of("a", "--to")),
                Arguments.of("takes no value: --json", 2, List.of("a", "--json=yes")),
                Arguments.of("--serve explains nothing", 2, List.of("a", "--serve=1", "--json")),
                Arguments.of("unknown option: --what", 2, List.of("a", "--what")),
                Arguments.of("is no file", 1, List.of("/nowhere/transcript")),
                Arguments.of("line 1 is no entry of a transcript", 1, List.of("pom.xml")),
                Arguments.of("no conversation that ended", 3, List.of(noLines.toString())),
                Arguments.of("there was no connection", 3, List.of(noLines.toString(), "--serve=0")));
    }
}
