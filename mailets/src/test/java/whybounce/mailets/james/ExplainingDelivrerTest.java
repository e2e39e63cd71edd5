package whybounce.mailets.james;

import static org.assertj.core.api.Assertions.assertThat;
import static whybounce.mailets.james.ScriptedServer.CLOSE;
import static whybounce.mailets.james.ScriptedServer.RESET;
import static whybounce.mailets.james.ScriptedServer.SILENCE;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.james.transport.mailets.remote.delivery.ExecutionResult.ExecutionState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import whybounce.failure.DeliveryFailure;
import whybounce.failure.DeliveryFailure.Broken;
import whybounce.failure.DeliveryFailure.Refused;
import whybounce.failure.DeliveryFailure.TlsFailed;
import whybounce.failure.Stage;
import whybounce.reply.SmtpReply;

class ExplainingDelivrerTest {

    private static final String EIGHT_LINES =
            "550-5.7.26 1\r\n550-5.7.26 2\r\n550-5.7.26 3\r\n550-5.7.26 4\r\n550-5.7.26 5\r\n550-5.7.26 6\r\n550-5.7.26 7\r\n550 5.7.26 8\r\n";
    private static final String GREETING = "554-5.7.1 one\r\n554-5.7.1 two\r\n554 5.7.1 three\r\n";

    @ParameterizedTest(name = "{0}")
    @MethodSource("oneServer")
    void oneServerRefusesTheMail(String name, Map<String, String> script, ExecutionState state, DeliveryFailure failure)
            throws Exception {
        try (var rig = new Rig().mx(script).with("startTLS", "true").with("verifyServerIdentity", "false")) {
            var result = rig.deliver("ann");

            assertThat(result.result().getExecutionState()).isEqualTo(state);
            assertThat(result.outcomes()).hasSize(1);
            var attempt = result.outcomes().getFirst().lastAttempt().orElseThrow();
            assertThat(attempt.failure()).isEqualTo(failure);
            assertThat(attempt.peer().orElseThrow().host()).isEqualTo("mx1.example.org");
        }
    }

    static Stream<Arguments> oneServer() {
        var permanent = ExecutionState.PERMANENT_FAILURE;
        var temporary = ExecutionState.TEMPORARY_FAILURE;
        return Stream.of(
                row(
                        "eight lines after DATA",
                        Map.of("DATA-END", EIGHT_LINES),
                        permanent,
                        no(Stage.END_OF_DATA, EIGHT_LINES)),
                row(
                        "a temporary greeting",
                        Map.of("GREETING", "421 4.7.28 slow\r\n"),
                        temporary,
                        no(Stage.GREETING, "421 4.7.28 slow\r\n")),
                row(
                        "a final greeting of three lines",
                        Map.of("GREETING", GREETING),
                        permanent,
                        no(Stage.GREETING, GREETING)),
                row(
                        "EHLO and HELO refused",
                        Map.of("EHLO", "550 who\r\n", "HELO", "550 who are you\r\n"),
                        permanent,
                        no(Stage.HELO, "550 who are you\r\n")),
                row(
                        "MAIL refused",
                        Map.of("MAIL", "550 5.7.1 you\r\n"),
                        permanent,
                        no(Stage.MAIL, "550 5.7.1 you\r\n")),
                row(
                        "TLS wanted at MAIL",
                        Map.of("MAIL", "530 5.7.0 STARTTLS first\r\n"),
                        permanent,
                        no(Stage.MAIL, "530 5.7.0 STARTTLS first\r\n")),
                row("DATA refused", Map.of("DATA", "554 5.5.1 no\r\n"), permanent, no(Stage.DATA, "554 5.5.1 no\r\n")),
                row(
                        "two lines of 451 after DATA",
                        Map.of("DATA-END", "451-4.7.1 a\r\n451 4.7.1 b\r\n"),
                        temporary,
                        no(Stage.END_OF_DATA, "451-4.7.1 a\r\n451 4.7.1 b\r\n")),
                row(
                        "552 that speaks of a quota",
                        Map.of("RCPT", "552 5.2.2 over quota\r\n"),
                        permanent,
                        no(Stage.RCPT, "552 5.2.2 over quota\r\n")),
                row(
                        "a bare 552",
                        Map.of("RCPT", "552 Requested action aborted\r\n"),
                        temporary,
                        no(Stage.RCPT, "552 Requested action aborted\r\n")),
                row(
                        "552 for too many",
                        Map.of("RCPT", "552 too many recipients, quota\r\n"),
                        temporary,
                        no(Stage.RCPT, "552 too many recipients, quota\r\n")),
                row(
                        "in UTF-8",
                        Map.of("RCPT", "550 5.1.1 Empfänger unbekannt €\r\n"),
                        permanent,
                        no(Stage.RCPT, "550 5.1.1 Empfänger unbekannt €\r\n")),
                row(
                        "with NUL, ESC and a bidirectional mark",
                        Map.of("RCPT", "550 \0\u001b[2J\u202e x\r\n"),
                        permanent,
                        no(Stage.RCPT, "550 \0\u001b[2J\u202e x\r\n")),
                row(
                        "1,500 characters",
                        Map.of("RCPT", "550 " + "x".repeat(1500) + "\r\n"),
                        permanent,
                        no(Stage.RCPT, "550 " + "x".repeat(1500) + "\r\n")),
                row(
                        "no SMTP at all",
                        Map.of("GREETING", "HTTP/1.1 400 Bad\r\n"),
                        temporary,
                        new Broken(
                                Stage.GREETING,
                                Broken.How.NOT_SMTP,
                                Optional.of(SmtpReply.parse("HTTP/1.1 400 Bad\r\n")))),
                row(
                        "closed instead of a greeting",
                        Map.of("GREETING", CLOSE),
                        temporary,
                        broken(Stage.GREETING, Broken.How.CLOSED)),
                row(
                        "silent from the start",
                        Map.of("GREETING", SILENCE),
                        temporary,
                        broken(Stage.GREETING, Broken.How.TIMED_OUT)),
                row("silent after EHLO", Map.of("EHLO", SILENCE), temporary, broken(Stage.EHLO, Broken.How.TIMED_OUT)),
                row(
                        "closed after DATA",
                        Map.of("DATA-END", CLOSE),
                        temporary,
                        broken(Stage.END_OF_DATA, Broken.How.CLOSED)),
                row("reset at DATA", Map.of("DATA", RESET), temporary, broken(Stage.DATA, Broken.How.RESET)),
                row("closed at RCPT", Map.of("RCPT", CLOSE), temporary, broken(Stage.RCPT, Broken.How.CLOSED)),
                row(
                        "STARTTLS refused for now",
                        Map.of("EHLO", "250-x\r\n250 STARTTLS\r\n", "STARTTLS", "454 4.7.0 not now\r\n"),
                        temporary,
                        new TlsFailed(
                                "the server refused to begin TLS",
                                Optional.of(SmtpReply.parse("454 4.7.0 not now\r\n")))));
    }

    private static Arguments row(
            String name, Map<String, String> script, ExecutionState state, DeliveryFailure failure) {
        return Arguments.of(name, script, state, failure);
    }

    private static Refused no(Stage stage, String reply) {
        return new Refused(stage, SmtpReply.parse(reply));
    }

    private static Broken broken(Stage stage, Broken.How how) {
        return new Broken(stage, how, Optional.empty());
    }

    @Test
    void whatIsTakenOverIsNoOutcome() throws Exception {
        try (var rig = new Rig().mx(Map.of())) {
            var result = rig.deliver("ann", "bob");

            assertThat(result.result().getExecutionState()).isEqualTo(ExecutionState.SUCCESS);
            assertThat(result.outcomes()).isEmpty();
            assertThat(rig.context.getSentMails()).isEmpty();
            assertThat(rig.server(1).heard()).contains("| A line.").containsOnlyOnce("DATA");
        }
    }

    @ParameterizedTest(name = "sendpartial={0}")
    @ValueSource(strings = {"true", "false"})
    void eachRecipientHasItsOwnReply(String sendpartial) throws Exception {
        var script = Map.of(
                "RCPT TO:<one@",
                "550 5.1.1 one\r\n",
                "RCPT TO:<two@",
                "452 4.2.2 two\r\n",
                "RCPT TO:<three@",
                "550 5.7.1 three\r\n");
        try (var rig = new Rig().mx(script).with("sendpartial", sendpartial)) {
            var result = rig.deliver("one", "two", "three", "ok");

            assertThat(result.result().getExecutionState()).isEqualTo(ExecutionState.TEMPORARY_FAILURE);
            assertThat(result.mail().getRecipients()).hasToString("[two@example.org]");
            assertThat(result.told()).containsExactly("two@example.org DELAYED 452 4.2.2 two");
            assertThat(rig.sentTo("bounces"))
                    .containsExactlyInAnyOrder(
                            "one@example.org FAILED 550 5.1.1 one", "three@example.org FAILED 550 5.7.1 three");
            assertThat(rig.server(1).heard()).containsOnlyOnce("DATA");
        }
    }
}
