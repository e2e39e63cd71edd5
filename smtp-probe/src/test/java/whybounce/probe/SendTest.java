package whybounce.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import whybounce.dns.MapDns;
import whybounce.probe.session.Entry;
import whybounce.probe.session.ScriptedServer;
import whybounce.probe.session.ScriptedServer.Script;
import whybounce.probe.session.ScriptedServer.Talk;
import whybounce.probe.session.TranscriptReader;

/** The command {@code send}, from its arguments to its exit code. */
class SendTest {

    private static List<String> arguments(ScriptedServer server, String... more) {
        var arguments = new ArrayList<>(List.of(
                "send",
                "--from=ann@example.com",
                "--to",
                "bob@example.org",
                "--server",
                server.endpoint().address().getHostAddress(),
                "--port",
                Integer.toString(server.endpoint().port()),
                "--helo",
                "probe.example.com",
                "--timeout",
                "2"));
        arguments.addAll(List.of(more));
        return arguments;
    }

    private static Talk hello(Talk talk) throws IOException {
        talk.say("220 mx.example.org\r\n").hear();
        talk.say("250-mx.example.org\r\n250-SIZE 5000\r\n250-PIPELINING\r\n250 8BITMIME\r\n");
        return talk;
    }

    private static Talk addressed(Talk talk) throws IOException {
        hello(talk).hear();
        talk.say("250 2.1.0 ok\r\n").hear();
        talk.say("250 2.1.5 ok\r\n").hear();
        return talk;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ends")
    void endsWithACodeThatTellsTheStage(String fact, Script script, int code, List<String> shown) throws IOException {
        try (var server = ScriptedServer.start(script)) {
            var run = ProbeRun.of(arguments(server));

            assertThat(run.err()).isEmpty();
            assertThat(run.out()).contains(shown);
            assertThat(run.code()).as(run.out()).isEqualTo(code);
        }
    }

    static Stream<Arguments> ends() {
        return Stream.of(
                end(
                        "taken",
                        talk -> {
                            addressed(talk).say("354 go ahead\r\n").hearMessage();
                            talk.say("250 2.0.0 queued\r\n").hear();
                            talk.say("221 bye\r\n");
                        },
                        0,
                        "=== Trying 127.0.0.1 [127.0.0.1] port",
                        "<- 220 mx.example.org",
                        "-> MAIL FROM:<ann@example.com> SIZE=",
                        "-> (the message, ",
                        "<- 250 2.0.0 queued",
                        "Taken by 127.0.0.1."),
                end(
                        "refused for good",
                        talk -> {
                            hello(talk).hear();
                            talk.say("250 ok\r\n").hear();
                            talk.say("550 5.1.1 <bob@example.org>: no such user\33[2J\r\n")
                                    .hear();
                            talk.say("221 bye\r\n");
                        },
                        24,
                        "<- 550 5.1.1 <bob@example.org>: no such user\ufffd[2J",
                        "-> QUIT",
                        "recipient-unknown.words",
                        "RCPT TO"),
                end(
                        "deferred",
                        talk -> {
                            hello(talk).hear();
                            talk.say("250 ok\r\n").hear();
                            talk.say("451 4.7.1 Greylisted, try again in 5 minutes\r\n");
                        },
                        64,
                        "greylisted"),
                end("a banner of 554", talk -> talk.say("554 5.7.1 blocked, see spamhaus\r\n"), 21, "greeting"),
                end("closed at MAIL", talk -> hello(talk).hear(1), 23, "connection-lost"),
                end(
                        "refused at the end",
                        talk -> {
                            addressed(talk).say("354 go ahead\r\n").hearMessage();
                            talk.say("550 5.7.1 Message contains spam\r\n");
                        },
                        26,
                        "content-spam"));
    }

    private static Arguments end(String fact, Script script, int code, String... shown) {
        return Arguments.of(fact, script, code, List.of(shown));
    }

    @Test
    void nobodyListens() throws IOException {
        ScriptedServer gone;
        try (var server = ScriptedServer.start(talk -> {})) {
            gone = server;
        }
        assertThat(ProbeRun.of(arguments(gone)).code()).isEqualTo(20);
    }

    @Test
    void whatIsTooLargeIsNotSent(@TempDir Path folder) throws IOException, InterruptedException {
        var message = Files.writeString(folder.resolve("message"), "x".repeat(5_001));
        try (var server = ScriptedServer.start(talk -> hello(talk).hear(1))) {
            var run = ProbeRun.of(arguments(server, "--data", message.toString()));

            assertThat(run.out()).contains("message-too-large");
            assertThat(run.code()).isEqualTo(1);
            assertThat(server.heard()).containsExactly("EHLO probe.example.com", "QUIT");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stops")
    void stopsWhereItIsTold(List<String> options, List<String> heard) throws IOException, InterruptedException {
        Script script = talk -> {
            addressed(talk);
            talk.say("221 bye\r\n");
        };
        try (var server = ScriptedServer.start(script)) {
            var run = ProbeRun.of(arguments(server, options.toArray(String[]::new)));

            assertThat(run.code()).as(run.out()).isZero();
            assertThat(run.out()).contains("Nothing was sent.");
            assertThat(server.heard())
                    .extracting(line -> line.replaceAll("[ :].*", ""))
                    .isEqualTo(heard);
        }
    }

    static Stream<Arguments> stops() {
        return Stream.of(
                Arguments.of(List.of("--quit-after", "rcpt"), List.of("EHLO", "MAIL", "RCPT", "QUIT")),
                Arguments.of(List.of("--drop-after", "mail"), List.of("EHLO", "MAIL")),
                Arguments.of(List.of("--drop-after=greeting"), List.of()));
    }

    @Test
    void theTranscriptIsReadBack(@TempDir Path folder) throws IOException {
        var file = folder.resolve("transcript.jsonl");
        try (var server = ScriptedServer.start(talk -> talk.say("554 5.7.1 no\r\n"))) {
            ProbeRun.of(arguments(server, "--transcript", file.toString()));
        }
        try (var in = Files.newInputStream(file)) {
            assertThat(TranscriptReader.read(in))
                    .hasAtLeastOneElementOfType(Entry.Heard.class)
                    .last()
                    .isInstanceOf(Entry.Concluded.class);
        }
    }

    @Test
    void encryptionThatIsWantedAndNotOffered() throws IOException, InterruptedException {
        try (var server = ScriptedServer.start(talk -> hello(talk).hear(1))) {
            var run = ProbeRun.of(arguments(server, "--tls"));

            assertThat(run.code()).isEqualTo(29);
            assertThat(run.out()).contains("tls-");
            assertThat(server.heard()).containsExactly("EHLO probe.example.com", "QUIT");
        }
    }

    @Test
    void noPasswordInTheClear(@TempDir Path folder) throws IOException, InterruptedException {
        var password = Files.writeString(folder.resolve("password"), "tanstaaf\n");
        try (var server = ScriptedServer.start(talk -> hello(talk).hear(1))) {
            var run = ProbeRun.of(arguments(
                    server, "--auth", "plain", "--auth-user", "ann", "--auth-password-file", password.toString()));

            assertThat(run.code()).isEqualTo(29);
            assertThat(server.heard()).containsExactly("EHLO probe.example.com", "QUIT");
        }
    }

    /** What cannot be read is told before anybody is talked to. */
    @ParameterizedTest
    @CsvSource({
        "--data, /nowhere/message, /nowhere/message is no file",
        "--data, /, / is no file",
        "--tls-ca-path, /nowhere/ca, there is no file /nowhere/ca",
        "--transcript, /nowhere/transcript, there is no file /nowhere/transcript"
    })
    void aFileThatIsNotThere(String option, String file, String words) throws IOException, InterruptedException {
        try (var server = ScriptedServer.start(talk -> {})) {
            var run = ProbeRun.of(arguments(server, option, file));

            assertThat(run.err()).contains("smtp-probe: " + words);
            assertThat(run.out()).isEmpty();
            assertThat(run.code()).isEqualTo(1);
        }
    }

    @Test
    void aMessageFromAPipe(@TempDir Path folder) throws Exception {
        var pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        var writer = Thread.ofPlatform().daemon().start(() -> {
            try {
                Files.writeString(pipe, "Subject: from a pipe\n\nx\n");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        try (var server = ScriptedServer.start(talk -> {
            addressed(talk);
            talk.say("354 go ahead\r\n").hearMessage().say("250 ok\r\n").hear();
            talk.say("221 bye\r\n");
        })) {
            var run = ProbeRun.of(arguments(server, "--data", pipe.toString()));

            assertThat(run.code()).as(run.out() + run.err()).isZero();
            assertThat(server.heard()).contains("Subject: from a pipe");
        }
        writer.join();
    }

    /** A slip in the server's name is nobody's but ours. */
    @Test
    void aServerThatWasNamedAndIsNotThere() throws IOException {
        var run = ProbeRun.of(
                new MapDns(Map.of()),
                List.of("--from=ann@example.com", "--to=bob@example.org", "--server=mx.exmple.org"));

        assertThat(run.out())
                .contains("on our own side", "mx.exmple.org; check its name")
                .doesNotContain("example.org, letter by letter", "domain-not-found");
        assertThat(run.code()).isEqualTo(30);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void isToldWhatIsWrong(String words, List<String> arguments) {
        var run =
                ProbeRun.of(Stream.concat(Stream.of("send"), arguments.stream()).toList());

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("send: " + words);
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of("--to ADDRESS is missing", List.of()),
                Arguments.of("--to wants an address such as bob@example.org: bob", List.of("--to", "bob")),
                Arguments.of("--to, --from and --helo take no line ends", List.of("--from=a@b", "--to=c@d\r\nRSET")),
                Arguments.of("--to, --from and --helo take no line ends", List.of("--to=c@d", "--helo=a\nRSET")),
                Arguments.of("--resolver wants the address", List.of("--to=c@d", "--resolver=dns.invalid")),
                Arguments.of("standard input is either", List.of("--from=a@b", "--targets=-", "--data=-")),
                Arguments.of("--from ADDRESS is missing", List.of("--to", "bob@example.org")),
                Arguments.of("one recipient at a time", List.of("--to", "a@b", "--to", "c@d")),
                Arguments.of("--port wants a number: x", List.of("--port", "x")),
                Arguments.of("--port needs a value", List.of("--port")),
                Arguments.of("unknown option: --tls=yes", List.of("--tls=yes")),
                Arguments.of("unknown option: bob@example.org", List.of("bob@example.org")),
                Arguments.of("no stage to stop after: lunch", List.of("--quit-after", "lunch")),
                Arguments.of("--auth: one of", List.of("--from=a@b", "--to=c@d", "--auth", "NTLM")),
                Arguments.of("--auth needs", List.of("--from=a@b", "--to=c@d", "--auth", "PLAIN")),
                Arguments.of(
                        "--data is a whole message", List.of("--from=a@b", "--to=c@d", "--data", "x", "--body", "y")));
    }
}
