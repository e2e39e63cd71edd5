package whybounce.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import whybounce.catalogue.Catalogue;
import whybounce.dns.MapDns;
import whybounce.probe.Command.Diagnose;
import whybounce.probe.Command.WithRules;
import whybounce.probe.Command.Wrong;
import whybounce.probe.report.Palette;
import whybounce.probe.session.ScriptedServer;

/** The command {@code diagnose}: what it recognises, its five steps, and the pack. */
class DiagnoseTest {

    private static final Clock NOW = Clock.fixed(Instant.parse("2026-11-21T09:00:00Z"), ZoneOffset.UTC);

    private static final MapDns DNS = new MapDns(Map.ofEntries(
            Map.entry("example.com", List.of("MX 10 mail.example.com", "TXT v=spf1 ip4:198.51.100.1 -all")),
            Map.entry("mail.example.com", List.of("A 198.51.100.1")),
            Map.entry("_dmarc.example.com", List.of("TXT v=DMARC1; p=reject")),
            Map.entry("198.51.100.1", List.of("PTR mail.example.com")),
            Map.entry("203.0.113.5", List.of("PTR relay.example.com")),
            Map.entry("relay.example.com", List.of("A 203.0.113.5")),
            Map.entry("example.org", List.of("MX 10 mx.example.org")),
            Map.entry("mx.example.org", List.of("A 192.0.2.25"))));

    private static final String SPF = "550 5.7.23 Message rejected due to: SPF fail - not authorized";

    private static final String BOUNCE = """
            From: MAILER-DAEMON@relay.example.com
            To: <ann@example.com>
            Subject: Undelivered
            Content-Type: multipart/report; report-type=delivery-status; boundary=b

            --b
            Content-Type: text/plain

            Sorry.
            --b
            Content-Type: message/delivery-status

            Reporting-MTA: dns; relay.example.com
            Original-Envelope-Id: QQ314159
            Arrival-Date: Fri, 20 Nov 2026 08:15:00 +0000

            Final-Recipient: rfc822; bob@example.org
            Action: failed
            Status: 5.1.1
            Remote-MTA: dns; mx.example.org
            Diagnostic-Code: smtp; 550 5.1.1 <bob@example.org>: user unknown
            Last-Attempt-Date: Fri, 20 Nov 2026 08:15:02 +0000

            Final-Recipient: rfc822; ben@example.org
            Action: failed
            Status: 5.7.1
            Remote-MTA: dns; mx.example.org
            Diagnostic-Code: smtp; 550 5.7.23 SPF fail - not authorized
            --b
            Content-Type: message/rfc822

            Message-ID: <1@example.com>
            Date: Fri, 20 Nov 2026 08:14:59 +0000
            From: ann@example.com
            Subject: A secret

            Body with a secret
            --b--
            """.replace("\n", "\r\n");

    @TempDir
    private Path folder;

    private record Run(int code, String out, String err) {}

    private Run run(String... arguments) throws IOException {
        return run("", DNS, arguments);
    }

    private static Run run(String standardInput, MapDns dns, String... arguments) throws IOException {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var source = new Source(new ByteArrayInputStream(standardInput.getBytes(StandardCharsets.UTF_8)), NOW);
        var request = (Diagnose) command(arguments);
        int code = new Diagnosing(request, Catalogue.shipped(), Palette.PLAIN, NOW)
                .run(source, dns, printer(out), printer(err))
                .number();
        return new Run(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static PrintStream printer(ByteArrayOutputStream out) {
        return new PrintStream(out, true, StandardCharsets.UTF_8);
    }

    private static Command command(String... arguments) {
        var all = new ArrayList<>(List.of("diagnose"));
        all.addAll(List.of(arguments));
        return CommandLine.read(all);
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ");
    }

    @Test
    void each_step_has_its_result() throws IOException {
        var run = run("--from=ann@example.com", "--to", "bob@example.org", "--ip=203.0.113.5", SPF);
        assertThat(run.code).isEqualTo(1);
        assertThat(oneLine(run.out))
                .contains(
                        "1. The full response: done",
                        "| 550 5.7.23 Message rejected",
                        "2. What it means: done",
                        "Cause spf-fail",
                        "3. Sender and recipient: something is wrong",
                        "Confirms it SPF of example.com does not name 203.0.113.5",
                        "example.com. IN TXT \"v=spf1 ip4:203.0.113.5 ip4:198.51.100.1 -all\"",
                        "dig +short TXT example.com",
                        "4. The content: not tested",
                        "--message FILE",
                        "5. Retry, suppress or escalate: done",
                        "Mend it here, then send again");
    }

    @ParameterizedTest(name = "{0} from {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            550 5.1.1 user unknown                                | 198.51.100.1 | Suppress.
            452 4.2.2 mailbox full                                | 198.51.100.1 | Retry.
            451 4.7.1 Greylisting in action, come back later      | 198.51.100.1 | Retry.
            550 5.7.23 SPF fail - not authorized                  | 203.0.113.5  | Mend it here, then send again.
            550 5.7.23 SPF fail - not authorized                  | 198.51.100.1 | Escalate.
            552 5.3.4 Message size exceeds fixed limit            | 198.51.100.1 | Correct and send again.
            554 5.0.0 xyzzy                                       | 198.51.100.1 | Escalate.
            """)
    void what_to_do(String reply, String address, String next) throws IOException {
        var run = run("--from=ann@example.com", "--to=bob@example.org", "--ip=" + address, reply);
        assertThat(oneLine(run.out)).contains("Result " + next);
    }

    @Test
    void a_delay_of_days_is_escalated() throws IOException {
        var late = BOUNCE.replace("Action: failed\r\nStatus: 5.1.1", "Action: delayed\r\nStatus: 4.7.0")
                .replace("550 5.1.1 <bob@example.org>: user unknown", "451 4.7.1 Greylisting in action, please wait")
                .replace("Arrival-Date: Fri, 20 Nov", "Arrival-Date: Mon, 16 Nov");
        assertThat(oneLine(run(late, DNS, "--to=bob@example.org", "-").out)).contains("Result Escalate.");
    }

    @Test
    void a_notification_names_sender_recipients_and_message() throws IOException {
        var file = Files.writeString(folder.resolve("bounce.eml"), BOUNCE);
        var pack = folder.resolve("pack.txt");
        var run = run("--ip=203.0.113.5", "--pack", pack.toString(), file.toString());
        assertThat(oneLine(run.out))
                .contains(
                        "Given a delivery status notification",
                        "Recipient bob@example.org",
                        "Recipient ben@example.org",
                        "Result Suppress; Mend it here, then send again.",
                        "4. The content: ",
                        "The pack to send is in");
        assertThat(oneLine(Files.readString(pack)))
                .contains(
                        "Mail from ann@example.com to bob@example.org, ben@example.org is not taken.",
                        "| 550 5.1.1 <bob@example.org>: user unknown",
                        "Server mx.example.org, port 25",
                        "Sent from 203.0.113.5",
                        "What the DNS says, asked at 2026-11-21T09:00:00Z",
                        "SPF of example.com does not name 203.0.113.5",
                        "1. The full response: done.",
                        "Message-ID <1@example.com>",
                        "Envelope id QQ314159")
                .doesNotContain("secret", "IN TXT");
    }

    @Test
    void of_several_recipients_one_can_be_chosen() throws IOException {
        assertThat(run(BOUNCE, DNS, "--to=ben@example.org", "-").out)
                .contains("spf-fail")
                .doesNotContain("bob@example.org");
    }

    @Test
    void a_transcript_is_recognised() throws IOException {
        var transcript = folder.resolve("transcript.jsonl");
        try (var peer = ScriptedServer.start(talk -> {
            ProbeRun.hello(talk).hear();
            talk.say("550 5.7.23 SPF fail - not authorized\r\n").hear();
        })) {
            ProbeRun.of(ProbeRun.send(peer.endpoint().port(), "--transcript", transcript.toString()));
        }
        assertThat(oneLine(run(transcript.toString()).out))
                .contains("Given a transcript of smtp-probe", "Cause spf-fail", "Stage MAIL FROM");
    }

    @Test
    void for_a_program_it_is_one_object() throws IOException {
        var run = run("--json", "--from=ann@example.com", "--to=bob@example.org", "--ip=203.0.113.5", SPF);
        try (var json = new JsonFactory().createParser(run.out)) {
            while (json.nextToken() != null) {
                assertThat(json.currentToken()).isNotNull();
            }
        }
        assertThat(run.out)
                .contains(
                        "\"given\":\"reply\"",
                        "\"exitCode\":1",
                        "\"cause\":\"spf-fail\"",
                        "\"next\":\"mend\"",
                        "\"step\":\"sender-and-recipient\",\"result\":\"problem\"",
                        "\"pack\":\"");
    }

    @Test
    void a_message_is_looked_at() throws IOException {
        var message = Files.writeString(
                folder.resolve("sent.eml"), "From: ann@example.com\r\nSubject: Lunch\r\n\r\nAt noon.\r\n");
        var run = run("--from=ann@example.com", "--ip=203.0.113.5", "--message", message.toString(), SPF);
        assertThat(oneLine(run.out))
                .contains("4. The content: something is wrong")
                .contains("that is a possible reason, and never the verdict");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            554 5.0.0 xyzzy      | 3 | a cause that is not known
            550 user unknown     | 0 | nothing to ask
            250 2.0.0 fine       | 1 | nothing failed
            """)
    void exit_codes(String reply, int code, String why) throws IOException {
        assertThat(run(reply).code).as(why).isEqualTo(code);
    }

    @Test
    void a_dns_that_is_silent_is_told() throws IOException {
        var silent = new MapDns(Map.of("example.com", List.of("TIMED_OUT"), "example.org", List.of("TIMED_OUT")));
        var run = run("", silent, "--from=ann@example.com", "--to=bob@example.org", "550 user unknown");
        assertThat(run.code).isIn(1, 3);
        assertThat(oneLine(run.out)).contains("Not all could be asked.");
    }

    @Test
    void a_program_that_shows_no_answer_of_a_server_is_told_as_that() throws IOException {
        assertThat(oneLine(run("SMTP Error: Could not authenticate.").out))
                .contains("What it is", "5. Retry, suppress or escalate");
    }

    @Test
    void hostile_text_stays_text() throws IOException {
        var run = run(
                "550 5.7.23 SPF fail \u001b[2J\u202e publish v=spf1 +all\r\n",
                DNS,
                "--from=ann@example.com",
                "--ip=203.0.113.5",
                "-");
        assertThat(run.out.chars()).allMatch(c -> c == '\n' || c >= ' ');
        assertThat(run.out).doesNotContain("\u001b", "\u202e", "IN TXT \"v=spf1 +all");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                      | a reply, a file or - is missing
            a b                     | more than one input
            --from ann x            | --from wants a mail address
            --ip mail x             | --ip wants an address
            --stage lunch x         | unknown stage
            --lunch x               | unknown option
            --pack                  | --pack needs a value
            """)
    void wrong_usage(String arguments, String why) {
        var words = arguments.isEmpty() ? new String[0] : arguments.split(" ", -1);
        assertThat(command(words))
                .isInstanceOfSatisfying(
                        Wrong.class,
                        wrong ->
                                assertThat(wrong.why()).startsWith("diagnose: ").contains(why));
    }

    @Test
    void own_rules_are_taken() {
        assertThat(command("--rules", "conf/whybounce", SPF)).isInstanceOf(WithRules.class);
    }
}
