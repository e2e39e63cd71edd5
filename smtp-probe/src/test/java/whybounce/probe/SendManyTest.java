package whybounce.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import whybounce.probe.report.Palette;
import whybounce.probe.session.ScriptedServer;
import whybounce.probe.session.ScriptedServer.Script;
import whybounce.probe.session.ScriptedServer.Talk;

/** {@code send --targets}: whose a failure is, and what is written for programs. */
class SendManyTest {

    private static final String HOSTILE = "550 5.7.1 <b>]]>\u001b[2J&\" blocked using zen.spamhaus.org\r\n";

    @TempDir
    private Path folder;

    private static void take(Talk talk) throws IOException {
        ProbeRun.addressed(talk).hear();
        talk.say("354 go ahead\r\n").hearMessage();
        talk.say("250 2.0.0 queued\r\n").hear();
        talk.say("221 bye\r\n");
    }

    /** Refuses with {@code answer} whom it does not take. */
    private static Script refusing(String answer) {
        return talk -> {
            ProbeRun.hello(talk).hear();
            var recipient = talk.say("250 2.1.0 ok\r\n").hear();
            if (recipient.contains("<good")) {
                talk.say("250 2.1.5 ok\r\n").hear();
                talk.say("354 go ahead\r\n").hearMessage();
                talk.say("250 2.0.0 queued\r\n").hear();
            } else {
                talk.say(answer).hear();
            }
            talk.say("221 bye\r\n");
        };
    }

    private ProbeRun send(String targets, String... more) throws IOException {
        var file = Files.writeString(folder.resolve("targets"), targets);
        var arguments = new ArrayList<>(List.of(
                "send",
                "--from=ann@example.com",
                "--targets=" + file,
                "--helo=probe.example.com",
                "--timeout=2",
                "--parallel=3"));
        arguments.addAll(List.of(more));
        return ProbeRun.of(arguments);
    }

    private static String at(ScriptedServer server) {
        return "127.0.0.1:" + server.endpoint().port() + " ";
    }

    static Stream<Arguments> sides() {
        return Stream.of(
                Arguments.of(
                        "at two providers",
                        List.of("bob@one.example"),
                        List.of("eve@two.example"),
                        "Whose it is     Ours: the same at 2 providers",
                        "\"whose\":\"ours\""),
                Arguments.of(
                        "at one, with two addresses",
                        List.of("bob@one.example", "eve@one.example"),
                        List.of("good@two.example"),
                        "Whose it is     Theirs: 2 targets, all of them at ",
                        "\"whose\":\"theirs\""),
                Arguments.of(
                        "one address among good ones",
                        List.of("bob@one.example", "good@one.example"),
                        List.of("good@two.example"),
                        "Whose it is     The recipient's: bob@one.example alone, at ",
                        "\"whose\":\"recipients\""),
                Arguments.of(
                        "one address, twice",
                        List.of("bob@one.example", "bob@one.example"),
                        List.of(),
                        "Whose it is     The recipient's: bob@one.example alone, at ",
                        "\"whose\":\"recipients\""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sides")
    void tellsWhoseItIs(String fact, List<String> atOne, List<String> atTwo, String words, String json)
            throws IOException {
        try (var one = ScriptedServer.start(refusing(HOSTILE));
                var two = ScriptedServer.start(refusing(HOSTILE))) {
            var targets = new StringBuilder();
            atOne.forEach(address -> targets.append(at(one)).append(address).append('\n'));
            atTwo.forEach(address -> targets.append(at(two)).append(address).append('\n'));

            var text = send(targets.toString());
            assertThat(text.out()).contains(words, "blocklist").doesNotContain("\u001b");
            assertThat(text.code()).isEqualTo(24);

            var lines = send(targets.toString(), "--json").out().lines().toList();
            assertThat(lines).hasSize(atOne.size() + atTwo.size() + 1);
            assertThat(lines).allMatch(line -> line.startsWith("{") && line.endsWith("}"));
            assertThat(lines.getLast()).startsWith("{\"summary\":{\"tried\":").contains(json, "\"exitCode\":24");
        }
    }

    @Test
    void differentFailuresAreToldApart() throws IOException {
        try (var one = ScriptedServer.start(refusing("550 5.1.1 user unknown\r\n"));
                var two = ScriptedServer.start(refusing("452 4.2.2 mailbox full\r\n"))) {
            var run = send(at(one) + "bob@one.example\n" + at(two) + "eve@two.example\n");

            assertThat(run.out())
                    .contains("recipient-unknown", "mailbox-full", "The recipient's: bob@one.example")
                    .contains("no other address was tried there")
                    .doesNotContain("Ours");
            assertThat(run.code()).as("the worst").isEqualTo(24);
        }
    }

    @Test
    void nothingIsSentWhereALineIsWrong() throws IOException {
        try (var server = ScriptedServer.start(SendManyTest::take)) {
            var run = send(at(server) + "bob@one.example\nnobody\n");

            assertThat(run.err()).contains("targets:2: no address: nobody");
            assertThat(run.out()).isEmpty();
            assertThat(run.code()).isEqualTo(2);
        }
    }

    static Stream<Arguments> slips() {
        return Stream.of(
                Arguments.of("--i-own-this-domain speaks of one domain", List.of("--i-own-this-domain")),
                Arguments.of("one or the other", List.of("--to=bob@example.org")),
                Arguments.of("--keep-body keeps one message", List.of("--transcript=t", "--keep-body")),
                Arguments.of("--parallel wants a number up to 500", List.of("--parallel=0")),
                Arguments.of("--parallel wants a number up to 500", List.of("--parallel=many")));
    }

    @ParameterizedTest
    @MethodSource("slips")
    void someThingsDoNotGoTogether(String words, List<String> options) throws IOException {
        var run = send("a@one.example\nb@two.example\n", options.toArray(String[]::new));

        assertThat(run.err()).contains(words);
        assertThat(run.code()).isEqualTo(2);
    }

    @Test
    void limitsHoldForAllOfThem() throws IOException {
        var state = folder.resolve("sent");
        new Ledger(state).note("bob@one.example", Instant.now(), 5, false, false);

        var run = send("192.0.2.1 a@one.example\n192.0.2.1 b@one.example\n", "--max-per-hour=1", "--state=" + state);

        assertThat(run.out()).contains("2 not tested").doesNotContain("Whose it is");
        assertThat(run.code()).isEqualTo(3);
    }

    @Test
    void theTranscriptHasEachRecipientWhole() throws IOException {
        var transcript = folder.resolve("transcript");
        try (var one = ScriptedServer.start(refusing(HOSTILE));
                var two = ScriptedServer.start(refusing("451 4.7.1 Greylisted, come back later\r\n"))) {
            var targets =
                    at(one) + "bob@one.example\n" + at(two) + "eve@two.example\n" + at(one) + "good@one.example\n";
            var sent = send(targets, "--transcript=" + transcript);
            var again = ProbeRun.of("replay", transcript.toString());
            var eve = ProbeRun.of("replay", transcript.toString(), "--to", "EVE@two.example");
            var lines = ProbeRun.of("replay", "--json", transcript.toString());

            var table = sent.out().substring(sent.out().indexOf("Provider "));
            assertThat(again.out()).endsWith(table).contains("-> RCPT TO:<bob@one.example>", "Taken by ");
            assertThat(again.code()).isEqualTo(sent.code()).isEqualTo(24);
            assertThat(eve.out()).contains("<- 451 4.7.1 Greylisted").doesNotContain("bob@one.example", "Provider ");
            assertThat(eve.code()).isEqualTo(64);
            assertThat(lines.out().lines()).hasSize(4);
        }
        var nobody = ProbeRun.of("replay", transcript.toString(), "--to", "nobody@one.example");
        assertThat(nobody.err()).contains("nothing to nobody@one.example is in this transcript");
        assertThat(nobody.code()).isEqualTo(3);
    }

    @Test
    void nagiosIsToldInALine() throws IOException {
        try (var server = ScriptedServer.start(refusing(HOSTILE))) {
            var run = send(at(server) + "bob@one.example\n" + at(server) + "good@one.example\n", "--nagios");

            assertThat(run.out())
                    .isEqualTo(
                            "SMTP CRITICAL - 1 of 2 good, 1 failed; 1 ip-blocklisted (recipients) | good=1 failed=1\n");
            assertThat(run.code()).isEqualTo(2);
        }
        assertThat(send("nobody\n", "--json", "--nagios").out()).contains("UNKNOWN", "one or the other");
        var wrong = send("nobody\n", "--nagios");
        assertThat(wrong.out()).startsWith("SMTP UNKNOWN - ").contains("targets:1: no address: nobody");
        assertThat(wrong.code()).isEqualTo(3);
    }

    /** Ctrl-C is SIGINT; SIGTERM, which a test can send, is the same to Java. */
    @Test
    void whoIsStoppedTellsWhatIsDone() throws Exception {
        var second = new CountDownLatch(1);
        Script slow = talk -> {
            ProbeRun.hello(talk).hear();
            if (talk.say("250 2.1.0 ok\r\n").hear().contains("<slow")) {
                second.countDown();
                return; // And says nothing more.
            }
            talk.say("250 2.1.5 ok\r\n").hear();
            talk.say("221 bye\r\n");
        };
        try (var server = ScriptedServer.start(slow)) {
            var targets =
                    at(server) + "a@one.example\n" + at(server) + "slow@one.example\n" + at(server) + "c@one.example\n";
            var process = ProbeRun.process(
                    "send",
                    "--from=ann@example.com",
                    "--targets=" + Files.writeString(folder.resolve("targets"), targets),
                    "--quit-after=rcpt");
            assertThat(second.await(60, TimeUnit.SECONDS)).isTrue();
            process.toHandle().destroy(); // The process's own would close what it writes to.
            var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(out).contains("Stopped before the end: 1 of 3 targets are told of here.", "Provider ");
            assertThat(process.waitFor()).isIn(130, 143);
        }
    }

    @Test
    void junitTellsEachRecipient() throws Exception {
        var report = folder.resolve("report.xml");
        try (var server = ScriptedServer.start(refusing(HOSTILE))) {
            send(at(server) + "bob@one.example\n" + at(server) + "good@one.example\n", "--junit=" + report);
        }
        var suite = xml(report);
        assertThat(suite.getAttribute("tests")).isEqualTo("2");
        assertThat(suite.getAttribute("failures")).isEqualTo("1");
        var failure = (Element) suite.getElementsByTagName("failure").item(0);
        assertThat(failure.getAttribute("type")).isEqualTo("ip-blocklisted");
        assertThat(failure.getTextContent()).contains("Exit code: 24", "Reply: 550 5.7.1 <b>]]>\ufffd[2J&\" blocked");
        assertThat(((Element) failure.getParentNode()).getAttribute("name")).isEqualTo("bob@one.example");
    }

    private static Element xml(Path report) throws Exception {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder().parse(report.toFile()).getDocumentElement();
    }

    @Test
    void oneRecipientHasAReportToo() throws Exception {
        var report = folder.resolve("report.xml");
        var metrics = Files.writeString(folder.resolve("smtp.prom"), "old");
        try (var server = ScriptedServer.start(SendManyTest::take)) {
            ProbeRun.of(ProbeRun.send(
                    server.endpoint().port(), "--junit", report.toString(), "--prometheus", metrics.toString()));
        }
        assertThat(xml(report).getAttribute("failures")).isEqualTo("0");
        assertThat(Files.readString(metrics))
                .contains("smtp_probe_success{to=\"bob@example.org\",host=\"127.0.0.1\"} 1\n");
        try (var all = Files.list(folder)) {
            assertThat(all).containsExactlyInAnyOrder(report, metrics);
        }
    }

    @Test
    void metricsAreReadable() throws IOException {
        var metrics = folder.resolve("smtp.prom");
        try (var server = ScriptedServer.start(refusing(HOSTILE))) {
            send(
                    at(server) + "\"x\\y\"@one.example\n" + (at(server) + "bob@one.example\n").repeat(2),
                    "--prometheus=" + metrics);
        }
        var lines = Files.readAllLines(metrics);
        assertThat(lines)
                .allMatch(line -> line.matches("# (HELP|TYPE) smtp_probe_[a-z_]+ .*"
                        + "|smtp_probe_[a-z_]+(\\{([a-z]+=\"([^\"\\\\]|\\\\[\\\\\"n])*\",?)+})? [0-9.]+"))
                .doesNotHaveDuplicates()
                .contains("smtp_probe_exit_code{to=\"bob@one.example\",host=\"127.0.0.1\"} 24")
                .contains("smtp_probe_success{to=\"\\\"x\\\\y\\\"@one.example\",host=\"127.0.0.1\"} 0")
                .anyMatch(line -> line.startsWith("smtp_probe_targets{provider=")
                        && line.endsWith("verdict=\"rejected\",cause=\"ip-blocklisted\"} 3"));
    }

    @Test
    void aFileThatCannotBeWrittenIsToldBeforeAnythingIsSent() throws IOException {
        var run = send("a@one.example\n", "--junit=" + folder.resolve("no/such/folder"));

        assertThat(run.err()).contains("cannot be written");
        assertThat(run.code()).isEqualTo(1);
    }

    @Test
    void onlyATerminalShowsProgress() throws IOException {
        try (var server = ScriptedServer.start(SendManyTest::take)) {
            var file = Files.writeString(folder.resolve("targets"), at(server) + "bob@one.example\n");
            var arguments = List.of("send", "--from=ann@example.com", "--targets=" + file);

            assertThat(shown(true, arguments))
                    .contains("\r\u001b[K1 of 1 tried, 1 good, 0 failed\r\u001b[K1 target in");
            assertThat(shown(false, arguments)).doesNotContain("\r").startsWith("1 target in");
        }
    }

    private static String shown(boolean terminal, List<String> arguments) {
        var out = new ByteArrayOutputStream();
        var source = new Source(new ByteArrayInputStream(new byte[0]), Clock.systemUTC());
        var printer = new PrintStream(out, true, StandardCharsets.UTF_8);
        new SmtpProbe(source, Palette.PLAIN, printer, printer, Optional.empty(), terminal).run(arguments);
        return out.toString(StandardCharsets.UTF_8);
    }
}
