package whybounce.probe.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import whybounce.failure.Stage;
import whybounce.probe.session.ScriptedServer.Script;
import whybounce.reply.ReplyFlag;
import whybounce.reply.SmtpReply;

/** Thirty-three ways in which servers answer what no client expects, each told as what it is, with its bytes. */
class HostileReplyTest {

    private static final Duration IDLE = Duration.ofMillis(2_500);
    private static final Duration TOTAL = Duration.ofSeconds(4);

    /** A busy machine may be late to notice that the time is over. */
    private static final Duration SLACK = Duration.ofSeconds(2);

    private static final int MEGABYTE = 1 << 20;

    /**
     * One hostile reply.
     *
     * @param kept the bytes that were kept of it, each as one character; a rule for what is too long to write down
     */
    record Row(
            String fact,
            Script script,
            Stage stage,
            Verdict verdict,
            Set<ReplyFlag> flags,
            String kept,
            boolean long_) {

        @Override
        public String toString() {
            return fact;
        }

        private Row tooLongToWriteDown() {
            return new Row(fact, script, stage, verdict, flags, kept, true);
        }
    }

    static List<Row> rows() {
        return List.of(
                rcpt("three lines of 550-5.7.26", "550-5.7.26 a\r\n550-5.7.26 b\r\n550 5.7.26 c\r\n", Verdict.REJECTED),
                rcpt("550, 451 and 550 mixed", "550-a\r\n451-b\r\n550 c\r\n", Verdict.REJECTED, ReplyFlag.MIXED_CODES),
                rcpt("550 then 250", "550-a\r\n250 b\r\n", Verdict.PROTOCOL_VIOLATION, ReplyFlag.MIXED_CODES),
                rcpt("a thousand lines", "550-x\r\n".repeat(999) + "550 x\r\n", Verdict.REJECTED, ReplyFlag.CUT)
                        .tooLongToWriteDown(),
                endless("a line of 10 MB", "x", 10, ReplyFlag.LONG_LINE),
                endless("a line of 400 MB", "x", 400, ReplyFlag.LONG_LINE),
                endless("five million continuation lines", "\r\n550-x", 35, ReplyFlag.UNFINISHED),
                rcpt("bare LF", "550-a\n550 b\n", Verdict.REJECTED, ReplyFlag.BARE_LF),
                rcpt("bare CR", "550-a\r550 b\r", Verdict.REJECTED, ReplyFlag.BARE_CR),
                rcpt("UTF-8", "550 \u00c3\u00bcberf\u00c3\u00bcllt\r\n", Verdict.REJECTED, ReplyFlag.NOT_ASCII),
                rcpt(
                        "Latin-1",
                        "550 \u00fcberf\u00fcllt\r\n",
                        Verdict.REJECTED,
                        ReplyFlag.NOT_ASCII,
                        ReplyFlag.NOT_UTF8),
                rcpt("NUL and ESC", "550 a\0b\33[2Jc\r\n", Verdict.REJECTED, ReplyFlag.CONTROL_CHARACTER),
                atRcpt(
                        "one byte a second",
                        talk -> talk.say("550 5.7.1 yo").drip("u are slow", 1_000),
                        Verdict.TARPIT,
                        "550 5.7.1 you are slow",
                        ReplyFlag.DEADLINE),
                atRcpt(
                        "packets split anywhere",
                        talk -> talk.drip("550-5.7.26 a\r\n550 5.7.26 b\r\n", 1),
                        Verdict.REJECTED,
                        "550-5.7.26 a\r\n550 5.7.26 b\r\n"),
                atRcpt("close without reply", ScriptedServer.Talk::close, Verdict.CLOSED, ""),
                atRcpt(
                        "half a line, then close",
                        talk -> talk.say("550 5.7.1 part").close(),
                        Verdict.CLOSED_IN_REPLY,
                        "550 5.7.1 part",
                        ReplyFlag.CLOSED),
                atRcpt(
                        "half a reply, then close",
                        talk -> talk.say("550-5.7.1 a\r\n").close(),
                        Verdict.CLOSED_IN_REPLY,
                        "550-5.7.1 a\r\n",
                        ReplyFlag.CLOSED,
                        ReplyFlag.UNFINISHED),
                atRcpt(
                        "half a reply, then reset",
                        talk -> {
                            talk.say("550-5.7.1 a\r\n").pause(200);
                            talk.reset();
                        },
                        Verdict.CLOSED_IN_REPLY,
                        "550-5.7.1 a\r\n",
                        ReplyFlag.RESET,
                        ReplyFlag.UNFINISHED),
                new Row(
                        "an extra reply that nobody asked for",
                        talk -> helloThen(talk).say("250 ok\r\n550 5.0.0 you again\r\n"),
                        Stage.RCPT,
                        Verdict.PROTOCOL_VIOLATION,
                        Set.of(ReplyFlag.UNSOLICITED),
                        "550 5.0.0 you again\r\n",
                        false),
                greeting("a banner of 554 with two lines", "554-5.7.1 a\r\n554 5.7.1 b\r\n", false),
                greeting("a banner of 554, then close", "554 5.7.1 go away\r\n", true),
                rcpt("550 alone", "550\r\n", Verdict.REJECTED, ReplyFlag.NO_TEXT),
                rcpt(
                        "550- alone",
                        "550-\r\n",
                        Verdict.SILENT,
                        ReplyFlag.NO_TEXT,
                        ReplyFlag.UNFINISHED,
                        ReplyFlag.SILENCE),
                rcpt("a blank line first", "\r\n550 a\r\n", Verdict.REJECTED, ReplyFlag.LINE_WITHOUT_CODE),
                rcpt("a junk line first", "hello?\r\n550 a\r\n", Verdict.REJECTED, ReplyFlag.LINE_WITHOUT_CODE),
                rcpt(
                        "a code of two digits",
                        "55 no\r\n",
                        Verdict.PROTOCOL_VIOLATION,
                        ReplyFlag.LINE_WITHOUT_CODE,
                        ReplyFlag.SHORT_CODE),
                rcpt("a code without separator", "550no\r\n", Verdict.REJECTED, ReplyFlag.ODD_SEPARATOR),
                atRcpt(
                        "421, then close",
                        talk -> talk.say("421 4.3.2 closing\r\n").close(),
                        Verdict.DEFERRED,
                        "421 4.3.2 closing\r\n"),
                startTls(
                        "220 to STARTTLS with plaintext behind it",
                        "220 go ahead\r\n250 2.1.0 I am injected\r\n",
                        Verdict.PROTOCOL_VIOLATION,
                        "250 2.1.0 I am injected\r\n",
                        ReplyFlag.UNSOLICITED),
                startTls("454 to STARTTLS", "454 4.7.0 not now\r\n", Verdict.DEFERRED, "454 4.7.0 not now\r\n"),
                new Row(
                        "EHLO with malformed keywords",
                        talk -> {
                            talk.say("220 hi\r\n").hear();
                            talk.say("250-mx\r\n250-\r\n250--X\r\n250-=AUTH ??\r\n250-SIZE huge\r\n250 8bitmime\r\n");
                        },
                        Stage.EHLO,
                        Verdict.ACCEPTED,
                        Set.of(),
                        "250-mx\r\n250-\r\n250--X\r\n250-=AUTH ??\r\n250-SIZE huge\r\n250 8bitmime\r\n",
                        false),
                new Row(
                        "no 354 after DATA",
                        talk -> {
                            helloThen(talk).say("250 ok\r\n").hear();
                            talk.say("250 ok\r\n").hear();
                            talk.say("250 2.0.0 ok\r\n");
                        },
                        Stage.END_OF_DATA,
                        Verdict.PROTOCOL_VIOLATION,
                        Set.of(),
                        "250 2.0.0 ok\r\n",
                        false),
                new Row(
                        "250 to MAIL twice",
                        talk -> helloThen(talk).say("250 2.1.0 ok\r\n250 2.1.0 ok\r\n"),
                        Stage.RCPT,
                        Verdict.PROTOCOL_VIOLATION,
                        Set.of(ReplyFlag.UNSOLICITED),
                        "250 2.1.0 ok\r\n",
                        false));
    }

    private static ScriptedServer.Talk helloThen(ScriptedServer.Talk talk) throws IOException {
        talk.say("220 mx.example.org\r\n").hear();
        talk.say("250-mx.example.org\r\n250 STARTTLS\r\n").hear();
        return talk;
    }

    private static Row rcpt(String fact, String reply, Verdict verdict, ReplyFlag... flags) {
        return atRcpt(fact, talk -> talk.say(reply), verdict, reply, flags);
    }

    private static Row atRcpt(String fact, Script script, Verdict verdict, String kept, ReplyFlag... flags) {
        Script whole = talk -> {
            helloThen(talk).say("250 ok\r\n").hear();
            script.play(talk);
        };
        return new Row(fact, whole, Stage.RCPT, verdict, Set.of(flags), kept, false);
    }

    private static Row greeting(String fact, String banner, boolean closes) {
        Script script = talk -> {
            talk.say(banner);
            if (closes) {
                talk.close();
            }
        };
        return new Row(fact, script, Stage.GREETING, Verdict.REJECTED, Set.of(), banner, false);
    }

    private static Row startTls(String fact, String reply, Verdict verdict, String kept, ReplyFlag... flags) {
        return new Row(fact, talk -> helloThen(talk).say(reply), Stage.STARTTLS, verdict, Set.of(flags), kept, false);
    }

    /** So many megabytes of {@code piece} behind 550-. */
    private static Row endless(String fact, String piece, int megabytes, ReplyFlag flag) {
        Script script = talk -> {
            talk.say("550-");
            var block = piece.repeat(MEGABYTE / piece.length());
            for (int i = 0; i < megabytes; i++) {
                talk.say(block);
            }
        };
        var flags = EnumSet.of(ReplyFlag.CUT, ReplyFlag.UNFINISHED, flag);
        return atRcpt(fact, script, Verdict.PROTOCOL_VIOLATION, "", flags.toArray(ReplyFlag[]::new))
                .tooLongToWriteDown();
    }

    @Test
    void thereAreThirtyThree() {
        assertThat(rows()).hasSize(33);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void isToldAsWhatItIs(Row row) throws IOException {
        var patience = new Patience(IDLE, IDLE, TOTAL);
        var begun = System.nanoTime();
        try (var server = ScriptedServer.start(row.script());
                var smtp = new SmtpSession(server.endpoint(), SessionOptions.USUAL.with(patience))) {
            var reply = talk(smtp, row.stage());

            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(TOTAL.plus(SLACK));
            assertThat(smtp.verdict()).isEqualTo(row.verdict());
            assertThat(reply.flags()).isEqualTo(flags(row));
            if (row.long_()) {
                assertThat(reply.lines().stream().mapToInt(line -> line.bytes().length()))
                        .allMatch(length -> length <= 4096);
                assertThat(reply.lines()).hasSizeLessThanOrEqualTo(512);
            } else if (row.verdict() == Verdict.TARPIT) {
                assertThat(row.kept()).startsWith(octets(reply));
            } else {
                assertThat(octets(reply)).isEqualTo(row.kept());
            }
        }
    }

    /** A reply of which nothing came has one flag more than can be written in a row. */
    private static Set<ReplyFlag> flags(Row row) {
        return row.verdict() == Verdict.CLOSED ? Set.of(ReplyFlag.EMPTY) : row.flags();
    }

    /** The last thing that was said to us, up to the answer to {@code stage}. */
    static SmtpReply talk(SmtpSession smtp, Stage stage) {
        try {
            var greeting = smtp.connect();
            if (stage == Stage.GREETING) {
                return greeting;
            }
            var hello = smtp.hello("probe.example.com");
            if (stage == Stage.EHLO) {
                return hello;
            }
            if (stage == Stage.STARTTLS) {
                return smtp.startTls(Tls.of("mx.example.org"));
            }
            smtp.mail("ann@example.com", MailParameters.NONE);
            var rcpt = smtp.rcpt("bob@example.org", RcptParameters.NONE);
            return stage == Stage.RCPT ? rcpt : smtp.data(new ByteArrayInputStream(new byte[0]));
        } catch (ConversationEnded ended) {
            assertThat(smtp.failure()).contains(ended.failure());
            assertThat(smtp.isOpen()).isFalse();
            return ended.failure().reply().orElse(new SmtpReply(List.of()));
        }
    }

    private static String octets(SmtpReply reply) {
        return reply.lines().stream()
                .flatMap(line -> Stream.of(
                        new String(line.bytes().toByteArray(), StandardCharsets.ISO_8859_1),
                        line.terminator().characters()))
                .reduce("", String::concat);
    }

    @Test
    void whatIsLeftOutIsCounted() throws IOException {
        var endless = rows().stream().filter(row -> row.long_()).toList();
        assertThat(endless).hasSize(4);
        for (var row : endless) {
            try (var server = ScriptedServer.start(row.script());
                    var smtp = new SmtpSession(server.endpoint(), SessionOptions.USUAL)) {
                var reply = talk(smtp, row.stage());
                long left = reply.reception().gap().map(gap -> gap.lines()).orElse(0L);
                long octets = reply.lines().stream()
                        .mapToLong(line -> line.arrival().orElseThrow().octets())
                        .sum();
                assertThat(Arrays.asList(row.fact(), left, octets))
                        .isIn(
                                List.of("a thousand lines", 488L, 512 * 5L),
                                List.of("a line of 10 MB", 0L, (long) MEGABYTE),
                                List.of("a line of 400 MB", 0L, (long) MEGABYTE),
                                List.of("five million continuation lines", 149_797L - 512, 511 * 5L + 4));
            }
        }
    }
}
