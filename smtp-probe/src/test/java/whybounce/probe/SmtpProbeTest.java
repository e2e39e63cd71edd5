package whybounce.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import whybounce.explain.GuideAddress;
import whybounce.probe.report.Palette;

class SmtpProbeTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);

    private static final GuideAddress GUIDE = new GuideAddress("docs/guide/{cause}.md");

    private record Run(ExitCode code, String out, String err) {}

    private static Run run(String input, String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
        var probe = new SmtpProbe(new Source(in, NOON), Palette.PLAIN, printer(out), printer(err), Optional.of(GUIDE));
        var code = probe.run(List.of(arguments));
        return new Run(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static PrintStream printer(ByteArrayOutputStream out) {
        return new PrintStream(out, true, StandardCharsets.UTF_8);
    }

    static Stream<Arguments> codes() {
        return Stream.of(
                argumentSet("known", ExitCode.GOOD, List.of("explain", "550 5.1.1 user unknown")),
                argumentSet("unknown", ExitCode.UNDETERMINED, List.of("explain", "550 qwertz")),
                argumentSet("wrong usage", ExitCode.WRONG_USAGE, List.of("explain")),
                argumentSet("help", ExitCode.GOOD, List.of("--help")),
                argumentSet("version", ExitCode.GOOD, List.of("--version")),
                argumentSet("classify nothing", ExitCode.GOOD, List.of("classify")),
                argumentSet("classify no file", ExitCode.PROBLEM, List.of("classify", "/no/such/file")),
                argumentSet("no refusal", ExitCode.PROBLEM, List.of("explain", "250 2.0.0 OK")),
                argumentSet("empty input", ExitCode.PROBLEM, List.of("explain", "-")));
    }

    @ParameterizedTest
    @MethodSource("codes")
    void endsWith(ExitCode expected, List<String> arguments) {
        assertThat(run("", arguments.toArray(String[]::new)).code()).isEqualTo(expected);
    }

    @Test
    void saysWhatHappenedWhoMustActAndWhatWasSaid() {
        var run = run("", "explain", "--recipient", "ann@example.org", "550-5.1.1 User\\n550 5.1.1 unknown");
        assertThat(run.out())
                .contains("ann@example.org", "What happened", "Who must act", "What to do", "Tried again")
                .containsSubsequence("Cause           recipient-unknown", "Confidence")
                .containsSubsequence("  | 550-5.1.1 User\n", "  | 550 5.1.1 unknown\n");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void readsStandardInputAndFilesAlike(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("reply"), "550 5.1.1 user unknown\r\n");
        assertThat(run("550 5.1.1 user unknown\r\n", "explain", "-").out())
                .isEqualTo(run("", "explain", file.toString()).out());
    }

    private static final String NOTIFICATION = """
            From: <postmaster@relay.example.com>
            Content-Type: multipart/report; report-type=delivery-status; boundary=b

            --b
            Content-Type: text/plain

            Sorry.
            --b
            Content-Type: message/delivery-status

            Reporting-MTA: dns; relay.example.com

            Final-Recipient: rfc822; ann@example.org
            Action: failed
            Status: 5.1.1
            Remote-MTA: dns; mx.example.org
            Diagnostic-Code: smtp; 550 5.1.1 user unknown

            Final-Recipient: rfc822; ben@example.org
            Action: delivered
            Status: 2.0.0

            --b--
            """;

    @Test
    void aNotificationIsExplainedForThoseWhoDidNotGetTheMessage() {
        var run = run(NOTIFICATION.replace("\n", "\r\n"), "explain", "-");
        assertThat(run.code()).isEqualTo(ExitCode.GOOD);
        assertThat(run.out())
                .contains("ann@example.org", "recipient-unknown", "mx.example.org")
                .doesNotContain("ben@example.org");
    }

    @Test
    void anotherMessageIsNamedAsSuch() {
        var run = run("From: ann@example.org\r\nSubject: Lunch\r\n\r\nAt noon.\r\n", "explain", "-");
        assertThat(run.code()).isEqualTo(ExitCode.PROBLEM);
        assertThat(run.err()).contains("no delivery status notification");
    }

    @Test
    void whatAServerSaysCannotMoveTheCursor() {
        var run = run("550 5.1.1 \u001b[2Jno\u0007 \u202eresu\r\n", "explain", "-");
        assertThat(run.out()).doesNotContain("\u001b", "\u0007", "\u202e").contains("550 5.1.1 \ufffd[2Jno");
    }

    @Test
    void jsonIsAsciiAndEscapesWhatATerminalObeys() {
        var run = run("550 5.1.1 \u001b[2J \u202e\u009b\r\n", "explain", "--json", "-");
        assertThat(run.out()).isASCII().doesNotContain("\u001b").contains("\\u001B", "\\u202E", "\\u009B");
    }

    @Test
    void jsonSaysWhatClassifySaysInTheSameWords() {
        assertThat(run("", "explain", "--json", "--stage=end-of-data", "421 4.7.28 unusual rate - gsmtp")
                        .out())
                .contains("\"action\" : \"delayed\"", "\"stage\" : \"end-of-data\"", "\"confidence\" : \"provider\"")
                .containsSubsequence(
                        "\"cause\" : \"rate-limited\"",
                        "\"bucket\" : \"retry\"",
                        "\"whoMustAct\" : \"nobody\"",
                        "\"evidence\" : \"provider-",
                        "\"provider\" : \"google\"",
                        "\"rule\" : \"google.",
                        "\"facts\" : {");
    }

    @Test
    void aStageThatNobodyKnowsIsNotTold() {
        assertThat(run("", "explain", "550 5.1.1 user unknown").out()).doesNotContain("Stage ");
        assertThat(run("", "explain", "--stage=rcpt", "550 5.1.1 user unknown").out())
                .containsPattern("Stage +RCPT TO\n");
        assertThat(run("", "explain", "said: 550 5.1.1 unknown (in reply to RCPT TO command)")
                        .out())
                .containsPattern("Stage +RCPT TO\n");
    }

    @Test
    void thePageOfTheGuideIsNamed() {
        assertThat(run("", "explain", "550 5.1.1 user unknown").out()).contains("docs/guide/recipient-unknown.md");
        assertThat(run("", "explain", "--json", "550 qwertz").out()).contains("\"guide\" : \"docs/guide/unknown.md\"");
        assertThat(run("", "explain", "--guide=https://guide.example.com/", "550 5.1.1 user unknown")
                        .out())
                .contains("https://guide.example.com/recipient-unknown\n");
    }

    /** Each: what was pasted; the look-alike that it is, or "besides" and what it may be; causes explained. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            SMTP Error: Could not authenticate.                                         | log-in-refused      |
            Cannot Get Mail. The connection to the server failed.                       | fetching-failed     |
            Error: Invalid login: 535-5.7.8 Username and Password not accepted          | log-in-refused      |
            Sending of the message failed. The mail server responded: 550 5.1.1 unknown | answer-quoted       | recipient-unknown
            Message blocked. The response was: 550 5.7.1 content rejected as spam       | notice-of-provider  | content-spam
            (0x80040610): 'Unknown Error 0x80040610'                                    | outlook-number      |
            535 5.7.8 Error: authentication failed                                      | besides log-in-refused | smtp-auth-failed
            530 5.7.0 Must issue a STARTTLS command first                               | besides encryption-missing | tls-required
            550-Please turn on SMTP Authentication in your mail client.\\n550 not permitted to relay without authentication | besides log-in-missing | relay-denied
            550 5.1.1 Address not found                                                 |                     | recipient-unknown
            554 5.7.1 Message blocked due to spam content                               |                     | content-spam
            host mx.example.org said: 554 5.7.1 Message blocked due to spam content     |                     | content-spam
            421 4.4.2 connection timed out                                              |                     | connection-lost
            """)
    void whatIsNoAnswerOfAServerIsSaidToBeNone(String text, String lookAlike, String cause) {
        var run = run("", "explain", "--json", text);
        assertThat(run.code()).isEqualTo(ExitCode.GOOD);
        assertThat(found(run.out(), "lookAlike"))
                .isEqualTo(Optional.ofNullable(lookAlike).map(name -> name.replace("besides ", "")));
        assertThat(found(run.out(), "cause")).isEqualTo(Optional.ofNullable(cause));
        assertThat(run.out().contains("\"besides\"")).isEqualTo(lookAlike != null && lookAlike.startsWith("besides"));
    }

    private static Optional<String> found(String json, String name) {
        return Pattern.compile("\"" + name + "\" : \"([^\"]*)\"")
                .matcher(json)
                .results()
                .map(match -> match.group(1))
                .findFirst();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            explain  | 550 5.1.1 user unknown
            classify | {"reply":"550 5.1.1 user unknown"}
            """)
    @Timeout(60)
    void aNamedPipeIsReadLikeAFile(String command, String input, @TempDir Path folder) throws Exception {
        var pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        var writer = Thread.ofPlatform().start(() -> {
            try {
                Files.writeString(pipe, input, StandardOpenOption.WRITE);
            } catch (IOException closed) {
                throw new UncheckedIOException(closed);
            }
        });
        assertThat(run("", command, pipe.toString()).out()).contains("recipient-unknown");
        writer.join();
    }

    @Test
    void theRecipientsDomainIsNoFactAboutTheSenders() {
        String reply = "550 5.7.26 Unauthenticated email from example.com is not accepted";
        assertThat(run("", "explain", "--json", reply).out()).contains("named_domain");
        assertThat(run("", "explain", "--json", "--recipient", "ann@Example.com", reply)
                        .out())
                .doesNotContain("named_domain");
        assertThat(run("", "explain", "--json", "--recipient", "ann@example.net", reply)
                        .out())
                .contains("named_domain");
    }

    @Test
    void aLookAlikeIsToldToItsUser() {
        var run = run("", "explain", "SMTP Error: Could not authenticate.");
        assertThat(run.out())
                .startsWith("The mail server did not accept your program's log-in.\n")
                .containsSubsequence("Words of a mail program", "What to do", "1. ", "smtp-auth-failed")
                .contains("docs/guide/look-alike-log-in-refused.md")
                .doesNotContain("For the administrator of the relay");
    }

    static Stream<Arguments> terminals() {
        return Stream.of(
                argumentSet("terminal", true, Optional.empty(), Palette.COLOUR),
                argumentSet("pipe", false, Optional.empty(), Palette.PLAIN),
                argumentSet("NO_COLOR=1", true, Optional.of("1"), Palette.PLAIN),
                argumentSet("NO_COLOR empty is not set", true, Optional.of(""), Palette.COLOUR));
    }

    @ParameterizedTest
    @MethodSource("terminals")
    void coloursTerminalsOnly(boolean terminal, Optional<String> noColor, Palette expected) {
        assertThat(SmtpProbe.palette(terminal, noColor)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<", "host a said: 550 ", "550-5.1.1 x\n", "Please turn on SMTP authentication ", "\u0301", "5"})
    void aMegabyteIsExplainedInAPageAndInBoundedJson(String piece) {
        String reply = "550 " + piece.repeat((1 << 20) / piece.length());
        assertThat(run(reply, "explain", "-").out()).hasSizeBetween(100, 64 << 10);
        // The JSON has every octet, a control character or one that is not ASCII as six.
        assertThat(run(reply, "explain", "--json", "-").out()).hasSizeLessThan(7 << 20);
    }
}
