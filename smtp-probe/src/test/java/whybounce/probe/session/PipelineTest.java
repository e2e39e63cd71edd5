package whybounce.probe.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import whybounce.failure.DeliveryFailure.Refused;
import whybounce.failure.Stage;
import whybounce.probe.session.ScriptedServer.Script;
import whybounce.reply.SmtpReply;

/** Commands that are said at once (RFC 2920). */
class PipelineTest {

    private static List<SmtpCommand> group(String recipient) {
        return List.of(
                SmtpCommand.mail("ann@example.com", MailParameters.NONE),
                SmtpCommand.rcpt(recipient, RcptParameters.NONE),
                SmtpCommand.data());
    }

    private static InputStream octets(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void aPipelineIsSaidAtOnceAndAnsweredInOrder() throws IOException, InterruptedException {
        Script script = talk -> {
            talk.say("220 mx.example.org\r\n").hear(4);
            talk.say("250 ok\r\n550 5.1.1 nobody\r\n250 ok\r\n354 go ahead\r\n").hearMessage();
            talk.say("250 queued\r\n");
        };
        try (var server = ScriptedServer.start(script);
                var smtp = new SmtpSession(server.endpoint(), SessionOptions.USUAL)) {
            smtp.connect();
            var replies = smtp.pipeline(List.of(
                    SmtpCommand.mail("ann@example.com", MailParameters.NONE),
                    SmtpCommand.rcpt("none@example.org", RcptParameters.NONE),
                    SmtpCommand.rcpt("bob@example.org", RcptParameters.NONE),
                    SmtpCommand.data()));

            assertThat(replies).extracting(SmtpReply::code).containsExactly(250, 550, 250, 354);
            assertThat(smtp.message(octets("hi"))).extracting(SmtpReply::code).containsExactly(250);
        }
    }

    @Test
    void aServerThatWantsTheMessageForNobodyGetsALoneDot() throws IOException, InterruptedException {
        Script script = talk -> {
            talk.say("220 mx.example.org\r\n").hear(3);
            talk.say("250 ok\r\n550 5.1.1 nobody\r\n354 go ahead\r\n").hearMessage();
            talk.say("554 5.5.1 no valid recipients\r\n").hear();
            talk.say("221 bye\r\n");
        };
        try (var server = ScriptedServer.start(script);
                var smtp = new SmtpSession(server.endpoint(), SessionOptions.USUAL)) {
            smtp.connect();
            var replies = smtp.pipeline(group("none@example.org"));

            assertThat(replies).extracting(SmtpReply::code).containsExactly(250, 550, 354);
            assertThat(smtp.failure()).contains(new Refused(Stage.RCPT, replies.get(1)));
            assertThat(smtp.verdict()).isEqualTo(Verdict.REJECTED);
            assertThat(smtp.quit()).map(SmtpReply::code).contains(221);
            assertThat(server.heard().subList(2, 5)).containsExactly("DATA", ".", "QUIT");
        }
    }

    @Test
    void whatIsRefusedFirstInAGroupIsWhyTheRestIs() throws IOException {
        Script script = talk -> {
            talk.say("220 mx.example.org\r\n").hear(3);
            talk.say("550 5.7.1 not from you\r\n503 5.5.1 MAIL first\r\n503 5.5.1 RCPT first\r\n");
        };
        try (var server = ScriptedServer.start(script);
                var smtp = new SmtpSession(server.endpoint(), SessionOptions.USUAL)) {
            smtp.connect();
            var replies = smtp.pipeline(group("bob@example.org"));

            assertThat(smtp.failure()).contains(new Refused(Stage.MAIL, replies.getFirst()));
        }
    }

    @Test
    void aRefusalStandsThoughTheServerLeavesBeforeTheEndOfTheGroup() throws IOException {
        Script script = talk -> {
            talk.say("220 mx.example.org\r\n").hear(3);
            talk.say("250 ok\r\n550 5.1.1 nobody\r\n").client().close();
        };
        try (var server = ScriptedServer.start(script);
                var smtp = new SmtpSession(server.endpoint(), SessionOptions.USUAL)) {
            smtp.connect();
            var group = group("none@example.org");

            assertThatThrownBy(() -> smtp.pipeline(group))
                    .isInstanceOfSatisfying(
                            ConversationEnded.class,
                            ended -> assertThat(ended.failure()).isInstanceOf(Refused.class));
            assertThat(smtp.verdict()).isEqualTo(Verdict.REJECTED);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"250 queued, ACCEPTED", "554 5.7.1 no, REJECTED", "451 4.7.1 later, DEFERRED"})
    void theLastMessageAndGoodbyeAreSaidAtOnce(String answer, Verdict verdict)
            throws IOException, InterruptedException {
        Script script = talk -> {
            talk.say("220 mx.example.org\r\n").hear(3);
            talk.say("250 ok\r\n250 ok\r\n354 go ahead\r\n").hearMessage().hear();
            talk.say(answer + "\r\n221 bye\r\n");
        };
        try (var server = ScriptedServer.start(script);
                var smtp = new SmtpSession(server.endpoint(), SessionOptions.USUAL)) {
            smtp.connect();
            smtp.pipeline(group("bob@example.org"));

            assertThat(smtp.lastMessage(octets("hi")))
                    .extracting(SmtpReply::verbatim)
                    .containsExactly(answer);
            assertThat(smtp.quit()).map(SmtpReply::code).contains(221);
            assertThat(smtp.verdict()).isEqualTo(verdict);
            assertThat(server.heard().subList(3, 6)).containsExactly("hi", ".", "QUIT");
        }
    }
}
