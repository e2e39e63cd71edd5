package whybounce.reply;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SmtpReplyTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource("replies")
    void isRead(String fact, String reply, int code, String enhanced, String text, Set<ReplyFlag> flags) {
        var read = SmtpReply.parse(reply.getBytes(StandardCharsets.ISO_8859_1));

        assertThat(read.code()).isEqualTo(code);
        assertThat(read.enhanced().map(EnhancedStatus::toString).orElse("")).isEqualTo(enhanced);
        assertThat(read.text()).isEqualTo(text);
        assertThat(read.flags()).isEqualTo(flags);
    }

    static Stream<Arguments> replies() {
        return Stream.of(
                reply("one line", "550 5.1.1 no such user\r\n", 550, "5.1.1", "5.1.1 no such user"),
                reply("two lines", "550-5.7.26 a\r\n550 5.7.26 b\r\n", 550, "5.7.26", "5.7.26 a\n5.7.26 b"),
                reply("no enhanced code", "421 try later\r\n", 421, "", "try later"),
                reply("nothing behind the code", "550\r\n", 550, "", "", ReplyFlag.NO_TEXT),
                reply("a code of a class that cannot be", "550 3.1.1 x\r\n", 550, "", "3.1.1 x"),
                reply("a subject with a leading zero", "550 5.01.1 x\r\n", 550, "", "5.01.1 x"),
                reply("a status that is the whole text", "550 5.7.1\r\n", 550, "5.7.1", "5.7.1"),
                reply(
                        "the status of the code's class wins",
                        "450-5.1.1 x\r\n450 4.2.2 y\r\n",
                        450,
                        "4.2.2",
                        "5.1.1 x\n4.2.2 y"),
                reply("nothing", "", 0, "", "", ReplyFlag.EMPTY),
                reply(
                        "codes that differ: the last counts",
                        "550-a\r\n451-b\r\n450 c\r\n",
                        450,
                        "",
                        "a\nb\nc",
                        ReplyFlag.MIXED_CODES),
                reply("550 then 250 in one reply", "550-no\r\n250 yes\r\n", 250, "", "no\nyes", ReplyFlag.MIXED_CODES),
                reply("a hyphen and nothing more", "550-\r\n", 550, "", "", ReplyFlag.UNFINISHED, ReplyFlag.NO_TEXT),
                reply(
                        "more lines behind the last",
                        "550 a\r\n550 b\r\n",
                        550,
                        "",
                        "a\nb",
                        ReplyFlag.CONTINUED_AFTER_END),
                reply("a blank line first", "\r\n550 a\r\n", 550, "", "\na", ReplyFlag.LINE_WITHOUT_CODE),
                reply("junk first", "hello\r\n550 a\r\n", 550, "", "hello\na", ReplyFlag.LINE_WITHOUT_CODE),
                reply("two digits", "55 a\r\n", 0, "", "55 a", ReplyFlag.LINE_WITHOUT_CODE, ReplyFlag.SHORT_CODE),
                reply("four digits", "5500 a\r\n", 0, "", "5500 a", ReplyFlag.LINE_WITHOUT_CODE),
                reply("no separator", "550no\r\n", 550, "", "no", ReplyFlag.ODD_SEPARATOR),
                reply("a code that is none", "999 a\r\n", 999, "", "a", ReplyFlag.CODE_OUT_OF_RANGE),
                reply("bare LF", "550 a\n", 550, "", "a", ReplyFlag.BARE_LF),
                reply("bare CR", "550-a\r550 b\r\n", 550, "", "a\nb", ReplyFlag.BARE_CR),
                reply("NUL and ESC are kept", "550 a\0\33[2Jb\r\n", 550, "", "a\0\33[2Jb", ReplyFlag.CONTROL_CHARACTER),
                reply(
                        "UTF-8",
                        "550 Postfach \u00c3\u00bcberf\u00c3\u00bcllt\r\n",
                        550,
                        "",
                        "Postfach überfüllt",
                        ReplyFlag.NOT_ASCII),
                reply(
                        "Latin-1",
                        "550 Postfach \u00fcberf\u00fcllt\r\n",
                        550,
                        "",
                        "Postfach überfüllt",
                        ReplyFlag.NOT_ASCII,
                        ReplyFlag.NOT_UTF8),
                reply("a long line", "550 " + "x".repeat(600) + "\r\n", 550, "", "x".repeat(600), ReplyFlag.LONG_LINE));
    }

    private static Arguments reply(
            String fact, String reply, int code, String enhanced, String text, ReplyFlag... flags) {
        return Arguments.of(fact, reply, code, enhanced, text, Set.of(flags));
    }

    @Test
    void everyByteIsKept() {
        var bytes = "550-\0\u00ff a\r\n\t550 b".getBytes(StandardCharsets.ISO_8859_1);

        var lines = SmtpReply.parse(bytes).lines();

        assertThat(lines.stream().map(line -> line.bytes().toByteArray()))
                .containsExactly(
                        "550-\0\u00ff a".getBytes(StandardCharsets.ISO_8859_1),
                        "\t550 b".getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void wordsLeaveTheEnhancedStatusOut() {
        assertThat(SmtpReply.parse("550-5.7.1 Not\r\n550 5.7.1 here").words()).isEqualTo("Not here");
    }

    @Test
    void millionsOfLinesAreCut() {
        var reply = SmtpReply.parse("550-x\r\n".repeat(1_000_000));

        assertThat(reply.lines()).hasSize(512);
        assertThat(reply.flags()).contains(ReplyFlag.CUT, ReplyFlag.UNFINISHED);
    }

    @Test
    void aLineWithoutEndIsCut() {
        var reply = SmtpReply.parse("550 " + "x".repeat(3_000_000));

        assertThat(reply.lines().getFirst().bytes().length()).isEqualTo(1 << 20);
        assertThat(reply.flags()).contains(ReplyFlag.CUT, ReplyFlag.LONG_LINE);
    }

    @Test
    void builtFromPartsEqualsRead() {
        assertThat(SmtpReply.of(550, "5.7.1 a", "5.7.1 b"))
                .isEqualTo(SmtpReply.parse("550-5.7.1 a\r\n550 5.7.1 b\r\n"));
    }

    /** A seeded short run; the Jazzer profile runs the same entry for long. */
    @Test
    void neverThrows() {
        var random = new Random(20261121);
        for (int i = 0; i < 20_000; i++) {
            ReplyFuzz.run(ReplyFuzz.mutant(random));
        }
    }

    @ParameterizedTest
    @MethodSource("statuses")
    void anEnhancedStatusIsReadStrictly(String text, boolean good) {
        assertThat(EnhancedStatus.parse(text).isPresent()).isEqualTo(good);
    }

    static List<Arguments> statuses() {
        return List.of(
                Arguments.of("5.1.1", true),
                Arguments.of("4.999.999", true),
                Arguments.of("2.0.0", true),
                Arguments.of("5.1.1000", false),
                Arguments.of("3.1.1", false),
                Arguments.of("5.1", false),
                Arguments.of("5.1.1 ", false),
                Arguments.of("5.1.٣", false),
                Arguments.of("", false));
    }
}
