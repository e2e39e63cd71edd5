package whybounce.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import whybounce.probe.session.ScriptedServer;
import whybounce.probe.session.ScriptedServer.Talk;

/** {@code send --compare-plain}: whether content or infrastructure is at fault. */
class CompareTest {

    private static final String NEWSLETTER = """
            DKIM-Signature: v=1; d=example.com;
             b=abc
            From: Ann <ann@example.com>
            To: Bob <bob@example.org>
            Subject: =?UTF-8?Q?Gr=C3=BC=C3=9Fe?=
             of a second line
            Message-ID: <first@example.com>
            MIME-Version: 1.0
            Content-Type: text/html;
             charset=UTF-8

            <a href="https://spam.example">win</a>
            """;

    private static final String TAKEN = "250 2.0.0 queued";

    @TempDir
    private Path folder;

    private Path newsletter() throws IOException {
        return Files.writeString(folder.resolve("newsletter.eml"), NEWSLETTER);
    }

    /** What a server answers to the recipient, and then to a message by whether it is the newsletter. */
    record Answers(String rcpt, String newsletter, String plain) {

        void play(Talk talk, List<String> messages) throws IOException {
            talk.say("220 mx.example.org\r\n").hear();
            talk.say("250 mx.example.org\r\n").hear();
            talk.say("250 ok\r\n").hear();
            if (talk.say(rcpt + "\r\n").hear().equals("QUIT")) {
                talk.say("221 bye\r\n");
                return;
            }
            talk.say("354 go ahead\r\n");
            var message = new StringBuilder();
            for (var line = talk.hear(); !line.equals("."); line = talk.hear()) {
                message.append(line).append('\n');
            }
            messages.add(message.toString());
            var answer = message.indexOf("spam.example") > 0 ? newsletter : plain;
            if (answer.isEmpty()) {
                talk.close();
            } else {
                talk.say(answer + "\r\n").hear();
                talk.say("221 bye\r\n");
            }
        }
    }

    static Stream<Arguments> comparisons() {
        var spam = "550 5.7.1 Message contains spam";
        var listed = "554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org";
        return Stream.of(
                row("neither", 0, "250 ok", TAKEN, TAKEN, 2, "Both were taken"),
                row("content", 26, "250 ok", spam, TAKEN, 2, "The content is at fault"),
                row("content", 26, "250 ok", "", TAKEN, 2, "The content is at fault"),
                row(
                        "infrastructure",
                        26,
                        "250 ok",
                        listed,
                        listed,
                        2,
                        "The infrastructure is at fault, not the content: a"),
                row("both", 26, "250 ok", spam, listed, 2, "Both were refused, and for different reasons"),
                row("only-plain", 0, "250 ok", TAKEN, spam, 2, "The message was taken, and the plain one was refused"),
                row("only-plain", 0, "250 ok", TAKEN, "451 4.7.1 later", 2, "the content is not at fault"),
                row("undecided", 66, "250 ok", "451 4.3.0 later", TAKEN, 2, "Not determined"),
                row("undecided", 26, "250 ok", spam, "451 4.3.0 later", 2, "Not determined"),
                row("before-content", 24, "550 5.1.1 no such user", "", "", 0, "it failed before the message was sent"),
                row("undecided", 64, "451 4.7.1 Greylisted, try again", "", "", 0, "Not determined"));
    }

    private static Arguments row(
            String verdict, int code, String rcpt, String newsletter, String plain, int messages, String words) {
        return Arguments.of(verdict, code, new Answers(rcpt, newsletter, plain), messages, words);
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("comparisons")
    void saysWhoseItIs(String verdict, int code, Answers answers, int count, String words) throws IOException {
        var messages = new ArrayList<String>();
        try (var server = ScriptedServer.start(talk -> answers.play(talk, messages))) {
            int port = server.endpoint().port();
            var run = ProbeRun.of(
                    ProbeRun.send(port, "--compare-plain", newsletter().toString()));
            var program = ProbeRun.of(ProbeRun.send(port, "--json", "--compare-plain=" + newsletter()));

            assertThat(run.err()).isEmpty();
            assertThat(run.out().replaceAll("\\s+", " "))
                    .contains(words)
                    .containsPattern("For the sender .* Administrator ");
            assertThat(run.code()).as(run.out()).isEqualTo(code);
            assertThat(program.out())
                    .startsWith("{\n  \"comparison\" : {\n    \"verdict\" : \"" + verdict + "\"")
                    .contains("\"message\" : {", "\"exitCode\" : " + code + "\n}");
            assertThat(program.code()).isEqualTo(code);
            assertThat(messages).hasSize(2 * count);
        }
    }

    @Test
    void thePlainOneHasTheSameHeaderAndAnotherContent() throws IOException {
        var plain = new String(TestMessageText.of(PlainVersion.of(newsletter())), StandardCharsets.ISO_8859_1);

        assertThat(plain)
                .startsWith("From: Ann <ann@example.com>\r\nTo: Bob <bob@example.org>\r\n"
                        + "Subject: =?UTF-8?Q?Gr=C3=BC=C3=9Fe?=\r\n of a second line\r\nMessage-ID: <")
                .containsPattern("Message-ID: <[-0-9a-f]{36}@example.com>\r\n")
                .contains("Content-Type: text/plain; charset=UTF-8\r\n", "\r\n\r\nThis is a test of mail delivery.")
                .doesNotContain("DKIM", "abc", "first@", "html", "spam.example");
    }

    /** The octets of a message. */
    private static final class TestMessageText {
        static byte[] of(TestMessage message) throws IOException {
            try (var in = message.open()) {
                return in.readAllBytes();
            }
        }
    }

    @Test
    void whatIsNoMessageIsNotSent() throws IOException {
        var file = Files.writeString(folder.resolve("no-message"), "\nno header\n");

        var run = ProbeRun.of(ProbeRun.send(25, "--compare-plain=" + file));

        assertThat(run.err()).contains("is no message: it does not begin with a header");
        assertThat(run.code()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --compare-plain=a --body=x          | --compare-plain is a whole message
            --compare-plain=a --data=b          | --compare-plain is a whole message
            --compare-plain=a --quit-after=rcpt | --compare-plain sends two messages
            --compare-plain=a --transcript=t    | --compare-plain sends two messages
            --dkim-domain=example.com           | to sign needs --dkim-domain, --dkim-selector and --dkim-key
            """)
    void isToldWhatIsWrong(String options, String words) {
        var run = ProbeRun.of(ProbeRun.send(25, options.split(" ", -1)));

        assertThat(run.err()).contains("send: " + words);
        assertThat(run.code()).isEqualTo(2);
    }
}
