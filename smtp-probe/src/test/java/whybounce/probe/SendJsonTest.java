package whybounce.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static whybounce.probe.ProbeRun.addressed;
import static whybounce.probe.ProbeRun.hello;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import whybounce.probe.session.ScriptedServer;
import whybounce.probe.session.ScriptedServer.Script;

/** {@code send --json}, and verdicts that must not be told as one another. */
class SendJsonTest {

    static Stream<Arguments> ends() {
        return Stream.of(
                row(
                        "taken",
                        talk -> {
                            addressed(talk).hear();
                            talk.say("354 go ahead\r\n").hearMessage();
                            talk.say("250 2.0.0 queued\r\n").hear();
                            talk.say("221 bye\r\n");
                        },
                        0,
                        "\"verdict\" : \"accepted\""),
                row(
                        "rejected",
                        talk -> {
                            hello(talk).hear();
                            talk.say("250 ok\r\n").hear();
                            talk.say("550-5.1.1 no\33[2J\r\n550 5.1.1 user unknown\r\n")
                                    .hear();
                            talk.say("221 bye\r\n");
                        },
                        24,
                        "\"from\" : \"ann@example.com\"",
                        "\"to\" : \"bob@example.org\"",
                        "\"address\" : \"127.0.0.1\"",
                        "\"verdict\" : \"rejected\"",
                        "\"stage\" : \"rcpt\"",
                        "\"code\" : 550",
                        "\"550-5.1.1 no\\u001B[2J\", \"550 5.1.1 user unknown\"",
                        "\"cause\" : \"recipient-unknown\"",
                        "\"exitCode\" : 24"),
                row(
                        "greylisted",
                        talk -> {
                            hello(talk).hear();
                            talk.say("250 ok\r\n").hear();
                            talk.say("451 4.7.1 Greylisted, try again in 5 minutes\r\n")
                                    .hear();
                            talk.say("221 bye\r\n");
                        },
                        64,
                        "\"verdict\" : \"greylisted\"",
                        "\"meaning\" : \"Greylisted: ",
                        "\"action\" : \"delayed\""),
                row(
                        "in the middle of an answer",
                        talk -> talk.say("220-mx\r\n").close(),
                        21,
                        "\"verdict\" : \"closed-in-reply\"",
                        "\"220-mx\""));
    }

    private static Arguments row(String fact, Script script, int code, String... shown) {
        return Arguments.of(fact, script, code, List.of(shown));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ends")
    void isOneObject(String fact, Script script, int code, List<String> shown) throws IOException {
        try (var server = ScriptedServer.start(script)) {
            var run = ProbeRun.of(ProbeRun.send(server.endpoint().port(), "--json"));

            assertThat(run.out()).startsWith("{").endsWith("}\n").contains(shown);
            assertThat(run.out().chars()).allMatch(c -> c == '\n' || (c >= ' ' && c < 127));
            assertThat(run.code()).isEqualTo(code);
        }
    }

    @Test
    void whatIsNotOfferedIsNotTested() throws IOException, InterruptedException {
        Script script = talk -> {
            hello(talk).hear();
            talk.say("221 bye\r\n");
        };
        try (var server = ScriptedServer.start(script)) {
            var run = ProbeRun.of(ProbeRun.send(server.endpoint().port(), "--quit-after", "starttls"));

            assertThat(run.out()).contains("Not tested: the server does not offer STARTTLS. Nothing was sent.");
            assertThat(run.code()).isEqualTo(3);
            assertThat(server.heard()).containsExactly("EHLO probe.example.com", "QUIT");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stops")
    void nothingIsSentBehindAStop(String stage, String last) throws IOException, InterruptedException {
        try (var server = ScriptedServer.start(talk -> {
            addressed(talk).hear();
            talk.say("354 go ahead\r\n");
        })) {
            var run = ProbeRun.of(ProbeRun.send(server.endpoint().port(), "--drop-after", stage));

            assertThat(run.code()).as(run.out()).isZero();
            assertThat(String.join(" ", server.heard())).endsWith(last);
        }
    }

    static Stream<Arguments> stops() {
        return Stream.of(
                Arguments.of("connect", ""),
                Arguments.of("rcpt", "RCPT TO:<bob@example.org>"),
                Arguments.of("data", "DATA"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void somePointsCannotBeStoppedAt(String words, List<String> options) {
        var run = ProbeRun.of(ProbeRun.send(25, options.toArray(String[]::new)));

        assertThat(run.err()).contains(words);
        assertThat(run.code()).isEqualTo(2);
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of("after DATA a server takes nothing but a message", List.of("--quit-after", "data")),
                Arguments.of("to stop after AUTH needs --auth", List.of("--quit-after", "auth")));
    }
}
