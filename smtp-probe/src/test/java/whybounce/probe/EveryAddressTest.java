package whybounce.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
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
import org.junit.jupiter.params.provider.MethodSource;
import whybounce.dns.MapDns;
import whybounce.probe.session.ScriptedServer;
import whybounce.probe.session.ScriptedServer.Talk;

/** {@code send --every-address}: each address of each server, although the first one answers. */
class EveryAddressTest {

    /** Two servers, one of them with IPv4 and IPv6. */
    private static final MapDns DNS = new MapDns(Map.of(
            "example.org", List.of("MX 10 mx1.example.org", "MX 20 mx2.example.org"),
            "mx1.example.org", List.of("A 127.0.0.1", "AAAA ::1"),
            "mx2.example.org", List.of("A 127.0.0.2")));

    /** Which this machine has no business with. */
    private static final MapDns AWAY = new MapDns(Map.of("example.org", List.of("A 192.0.2.1", "A 192.0.2.2")));

    @TempDir
    private Path folder;

    /** At 127.0.0.1 and ::1 all is well, and at 127.0.0.2 {@code answer} is what RCPT gets. */
    private static ScriptedServer server(String answer) throws IOException {
        return ScriptedServer.start(InetAddress.getByName("0.0.0.0"), talk -> {
            ProbeRun.hello(talk).hear();
            var rcpt = talk.say("250 2.1.0 ok\r\n");
            rcpt.hear();
            if (talk.client().getLocalAddress().getHostAddress().equals("127.0.0.2")) {
                talk.say(answer).hear();
                talk.say("221 bye\r\n");
                return;
            }
            taken(talk);
        });
    }

    private static void taken(Talk talk) throws IOException {
        if (talk.say("250 2.1.5 ok\r\n").hear().equals("DATA")) {
            talk.say("354 go ahead\r\n").hearMessage();
            talk.say("250 2.0.0 queued\r\n").hear();
        }
        talk.say("221 bye\r\n");
    }

    private static ProbeRun send(MapDns dns, ScriptedServer server, String... more) throws IOException {
        var arguments = new ArrayList<>(List.of(
                "--from=ann@example.com",
                "--to=bob@example.org",
                "--every-address",
                "--port=" + server.endpoint().port(),
                "--helo=probe.example.com",
                "--timeout=5"));
        arguments.addAll(List.of(more));
        return ProbeRun.of(dns, arguments);
    }

    static Stream<Arguments> answers() {
        return Stream.of(
                Arguments.of(
                        "refused for good at one",
                        "550 5.1.1 user unknown\r\n",
                        24,
                        "1 × recipient-unknown",
                        "sends a\n                bounce"),
                Arguments.of(
                        "refused for now at one",
                        "451 4.3.0 later\r\n",
                        64,
                        "1 × server-error",
                        "some of\n                it late"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void eachIsToldAndEachFailureExplainedOnce(String fact, String answer, int code, String cause, String meaning)
            throws Exception {
        var transcript = folder.resolve("transcript");
        var junit = folder.resolve("junit.xml");
        var metrics = folder.resolve("smtp.prom");
        try (var server = server(answer)) {
            var run = send(DNS, server, "--transcript=" + transcript, "--junit=" + junit, "--prometheus=" + metrics);

            assertThat(run.out())
                    .contains("=== Address 1 of 3, of preference 10", "=== Address 3 of 3, of preference 20")
                    .containsPattern("stopped +\\d\\.\\d\\d  mx1.example.org \\[127.0.0.1] port")
                    .containsPattern("stopped +\\d\\.\\d\\d  mx1.example.org \\[::1] port")
                    .contains("mx2.example.org [127.0.0.2] port", "2 of 3 addresses good, 1 failed.", cause, meaning)
                    .doesNotContain("DATA");
            assertThat(run.code()).isEqualTo(code);

            var again = ProbeRun.of("replay", transcript.toString());
            assertThat(again.out()).contains(run.out().substring(run.out().indexOf("Verdict ")));
            assertThat(again.code()).isEqualTo(code);
        }
        assertThat(Files.readString(junit)).contains("name=\"bob@example.org at mx1.example.org [::1] port ");
        assertThat(Files.readAllLines(metrics))
                .filteredOn(line -> line.startsWith("smtp_probe_success"))
                .hasSize(3);
    }

    @Test
    void whereNobodyListensIsTold() throws Exception {
        try (var server = ScriptedServer.start(talk -> ProbeRun.hello(talk).hear())) { // At 127.0.0.1 only.
            var run = send(DNS, server, "--quit-after=ehlo");

            assertThat(run.out())
                    .contains("=== No connection: nobody listens at that port (refused)")
                    .containsPattern("unreachable +\\d\\.\\d\\d  mx1.example.org \\[::1] port")
                    .contains(
                            "1 of 3 addresses good, 2 failed.",
                            "2 × host-unreachable",
                            "some of\n                it late");
            assertThat(run.code()).isEqualTo(20);
        }
    }

    @Test
    void theMessageIsSentToEachIfSomebodyWantsThat() throws Exception {
        try (var server = server("250 2.1.5 ok\r\n")) {
            assertThat(send(DNS, server, "--send-each").out())
                    .containsPattern("accepted +\\d\\.\\d\\d  mx1.example.org \\[127.0.0.1]");
        }
    }

    @Test
    void aProgramIsToldALineForEach() throws Exception {
        try (var server = server("451 4.3.0 later\r\n")) {
            var lines = send(DNS, server, "--json").out().lines().toList();

            assertThat(lines).hasSize(4).allMatch(line -> line.startsWith("{") && line.endsWith("}"));
            assertThat(lines.getLast())
                    .isEqualTo("{\"summary\":{\"addresses\":3,\"good\":2,\"failed\":1,\"notTested\":0,"
                            + "\"exitCode\":64}}");
            var line = send(DNS, server, "--nagios");
            assertThat(line.out()).isEqualTo("SMTP WARNING - 2 of 3 addresses good, 1 failed | good=2 failed=1\n");
            assertThat(line.code()).isEqualTo(1);
        }
    }

    @Test
    void messagesToEachCountEach() throws Exception {
        try (var server = server("")) {
            var run = send(AWAY, server, "--send-each", "--max-per-hour=1", "--state=" + folder.resolve("state"));

            assertThat(run.out()).contains("Not tested: 0 messages went to example.org", "and 2 more are wanted");
            assertThat(run.code()).isEqualTo(3);
        }
    }

    static Stream<Arguments> slips() {
        return Stream.of(
                Arguments.of("--send-each goes with --every-address", List.of("--to=b@c.example", "--send-each")),
                Arguments.of(
                        "--every-address asks the servers of one recipient", List.of("--targets=t", "--every-address")),
                Arguments.of(
                        "--every-address asks the servers of one recipient",
                        List.of("--to=b@c.example", "--every-address", "--send-each", "--bounces=imap://a@b")));
    }

    @ParameterizedTest
    @MethodSource("slips")
    void someThingsDoNotGoTogether(String words, List<String> options) {
        var arguments = Stream.concat(Stream.of("send", "--from=ann@example.com"), options.stream());
        var run = ProbeRun.of(arguments.toList());

        assertThat(run.err()).contains(words);
        assertThat(run.code()).isEqualTo(2);
    }
}
