package whybounce.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import whybounce.catalogue.Catalogue;

class ClassificationTest {

    private record Answers(boolean allGood, List<String> lines) {}

    private static Answers answers(InputStream in) throws IOException {
        var out = new ByteArrayOutputStream();
        boolean allGood = new Classification(Catalogue.shipped(), in).write(out);
        return new Answers(
                allGood, out.toString(StandardCharsets.US_ASCII).lines().toList());
    }

    private static Answers answers(String input) throws IOException {
        return answers(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aReplyIsAnsweredWithAllThatIsKnown() throws IOException {
        var answers = answers("""
                {"id":"a","reply":"550-5.7.1 Service unavailable; Client host [192.0.2.25]\\n550 5.7.1 blocked using zen.spamhaus.org","remoteMta":"mx.example.org","stage":"rcpt"}
                """);
        assertThat(answers.allGood()).isTrue();
        assertThat(answers.lines()).singleElement().asString().startsWith("""
                {"id":"a","cause":"ip-blocklisted","bucket":"reputation","whoMustAct":"sender-admin","evidence":"wording","provider":null,"rule":"ip-blocklisted.""").endsWith("""
                "facts":{"address":"192.0.2.25","list":"Spamhaus ZEN"}}""");
    }

    @Test
    void whatIsNotKnownIsSaidToBeUnknown() throws IOException {
        assertThat(answers("{\"id\":7,\"reply\":\"550 qwertz\"}").lines()).containsExactly("""
                {"id":7,"cause":"unknown","bucket":"unknown","whoMustAct":"recipient-admin","evidence":null,"provider":null,"rule":null,"facts":{}}""");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            no JSON            | {"id":"x",                                     | {"id":"x","error":"no JSON: *
            no object          | ["550 no"]                                     | {"error":"not an object","line":2}
            no reply           | {"id":"x"}                                     | {"id":"x","error":"no reply","line":2}
            a reply of numbers | {"id":"x","reply":550}                         | {"id":"x","error":"reply is no string","line":2}
            an unknown stage   | {"id":"x","reply":"550 no","stage":"lunch"}    | {"id":"x","error":"unknown stage: lunch","line":2}
            two objects        | {"id":"x","reply":"550 no"} {}                 | {"id":"x","error":"more than one object on a line","line":2}
            an id of objects   | {"id":{"a":1},"reply":"550 no"}                | {"error":"id is no plain value","line":2}
            """)
    void aBadLineIsAnsweredAndTheRestGoesOn(String what, String line, String expected) throws IOException {
        var good = "{\"reply\":\"550 5.1.1 user unknown\"}\n";
        var answers = answers(good + line + "\n\n" + good);
        assertThat(answers.allGood()).isFalse();
        assertThat(answers.lines()).hasSize(3);
        assertThat(answers.lines().get(1)).startsWith(expected.replace("*", ""));
        assertThat(answers.lines().get(2)).contains("recipient-unknown");
    }

    @Test
    void whatATerminalObeysIsEscaped() throws IOException {
        var answers = answers("{\"id\":\"\\u001b[2J\\u202e\",\"reply\":\"550 no\"}\n");
        assertThat(answers.lines().getFirst()).startsWith("{\"id\":\"\\u001B[2J\\u202E\"");
    }

    @ParameterizedTest(name = "{0} characters")
    @ValueSource(ints = {0, 1, 65_500, 65_536, 131_072, 300_000})
    void aLineMayEndAnywhereInWhatIsReadAtOnce(int length) throws IOException {
        String reply = "550 5.1.1 user unknown" + " ".repeat(length);
        String question = "{\"reply\":\"" + reply + "\"}";
        var answers = answers(question + "\n" + question + "\r\n\n" + question);
        assertThat(answers.allGood()).isTrue();
        assertThat(answers.lines()).hasSize(3).allMatch(line -> line.contains("recipient-unknown"));
    }

    @Test
    void aLineWithoutEndIsPassedOverAndTheNextOneIsRead() throws IOException {
        var endless = new ByteArrayInputStream(new byte[9 << 20]);
        var next =
                new ByteArrayInputStream("\n{\"reply\":\"550 5.1.1 user unknown\"}".getBytes(StandardCharsets.UTF_8));
        var answers = answers(new SequenceInputStream(Collections.enumeration(List.of(endless, next))));
        assertThat(answers.lines()).first().asString().contains("longer than", "\"line\":1");
        assertThat(answers.lines()).last().asString().contains("recipient-unknown");
    }

    @ParameterizedTest(name = "\"{0}\" behind it")
    @ValueSource(strings = {"", "{\"id\":2,\"rep", "\n\n{", " "})
    @Timeout(30)
    void whoAsksOneAtATimeIsAnsweredAtOnce(String half) throws Exception {
        var question = new PipedOutputStream();
        var answer = new PipedInputStream();
        var asked = new PipedInputStream(question);
        try (var answering = new PipedOutputStream(answer)) {
            var worker = Thread.ofVirtual().start(() -> {
                try {
                    new Classification(Catalogue.shipped(), asked).write(answering);
                } catch (IOException closed) {
                    throw new java.io.UncheckedIOException(closed);
                }
            });
            String asks = "{\"id\":1,\"reply\":\"550 5.1.1 user unknown\"}\n" + half;
            question.write(asks.getBytes(StandardCharsets.UTF_8));
            question.flush();
            assertThat(answer.read()).isEqualTo('{');
            question.close();
            worker.join();
        }
    }
}
