package whybounce.reply;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import whybounce.reply.Reception.End;
import whybounce.reply.Reception.Gap;
import whybounce.reply.ReplyReader.Patience;

class ReplyReaderTest {

    private static final Duration IDLE = Duration.ofSeconds(10);
    private static final long DEADLINE = Duration.ofSeconds(60).toNanos();
    private static final Duration STEP = Duration.ofMillis(5);

    /** A connection from which each piece comes after {@link #STEP}, on a clock of its own. */
    static final class Pieces implements ReplyReader.Source {

        private static final String RESET = "reset";
        private static final String SILENCE = "silence";

        private final Deque<String> pieces = new ArrayDeque<>();
        private long now;
        private Duration step = STEP;

        private Pieces(String... pieces) {
            this.pieces.addAll(List.of(pieces));
        }

        @Override
        public int read(byte[] buffer, Duration patience) throws IOException {
            if (pieces.isEmpty()) {
                return -1;
            }
            var piece = pieces.removeFirst();
            if (piece.equals(RESET)) {
                throw new SocketException("Connection reset");
            }
            if (piece.equals(SILENCE) || step.compareTo(patience) > 0) {
                now += patience.toNanos();
                throw new SocketTimeoutException();
            }
            now += step.toNanos();
            var bytes = piece.getBytes(StandardCharsets.ISO_8859_1);
            int length = Math.min(bytes.length, buffer.length);
            System.arraycopy(bytes, 0, buffer, 0, length);
            if (length < bytes.length) {
                pieces.addFirst(piece.substring(length));
            }
            return length;
        }

        @Override
        public boolean isReady() {
            return !pieces.isEmpty() && !pieces.getFirst().equals(SILENCE);
        }

        private ReplyReader reader() {
            return new ReplyReader(this, () -> now, 0);
        }
    }

    private static SmtpReply read(Pieces pieces) {
        return pieces.reader().next(new Patience(IDLE, DEADLINE));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("replies")
    void isRead(String fact, Pieces pieces, int code, String verbatim, End end, Set<ReplyFlag> flags) {
        var reply = read(pieces);

        assertThat(reply.code()).isEqualTo(code);
        assertThat(reply.verbatim()).isEqualTo(verbatim);
        assertThat(reply.reception().end()).isEqualTo(end);
        assertThat(reply.flags()).isEqualTo(flags);
    }

    static Stream<Arguments> replies() {
        return Stream.of(
                row("one line", "550 no\r\n", 550, "550 no", End.WHOLE),
                row("two lines", "550-a\r\n550 b\r\n", 550, "550-a\n550 b", End.WHOLE),
                row("what follows is another reply", "550 a\r\n250 b\r\n", 550, "550 a", End.WHOLE),
                row("bare LF", "550-a\n550 b\n", 550, "550-a\n550 b", End.WHOLE, ReplyFlag.BARE_LF),
                row("bare CR between lines", "550-a\r550 b\r\n", 550, "550-a\n550 b", End.WHOLE, ReplyFlag.BARE_CR),
                row("bare CR in the last line", "550 a\r12 b\r\n", 550, "550 a\r12 b", End.WHOLE, ReplyFlag.BARE_CR),
                row("two CR and LF", "550 a\r\r\n", 550, "550 a\r", End.WHOLE, ReplyFlag.BARE_CR),
                row("no code, and more", "a\r\n550 b\r\n", 550, "a\n550 b", End.WHOLE, ReplyFlag.LINE_WITHOUT_CODE),
                row("no separator", "550no\r\n", 550, "550no", End.WHOLE, ReplyFlag.ODD_SEPARATOR),
                row("nothing", "", 0, "", End.CLOSED, ReplyFlag.CLOSED, ReplyFlag.EMPTY),
                row("half a line", "550 a", 550, "550 a", End.CLOSED, ReplyFlag.CLOSED),
                row("half a reply", "550-a\r\n", 550, "550-a", End.CLOSED, ReplyFlag.CLOSED, ReplyFlag.UNFINISHED),
                pieces(
                        "half a reply and a reset",
                        new Pieces("550-a\r\n", Pieces.RESET),
                        550,
                        "550-a",
                        End.RESET,
                        ReplyFlag.RESET,
                        ReplyFlag.UNFINISHED),
                pieces(
                        "a last line that ends with a CR, and silence",
                        new Pieces("550 a\r", Pieces.SILENCE),
                        550,
                        "550 a",
                        End.WHOLE,
                        ReplyFlag.BARE_CR),
                pieces(
                        "two digits, and silence",
                        new Pieces("55 a\r\n", Pieces.SILENCE),
                        0,
                        "55 a",
                        End.WHOLE,
                        ReplyFlag.LINE_WITHOUT_CODE,
                        ReplyFlag.SHORT_CODE),
                pieces(
                        "a hyphen, and silence",
                        new Pieces("550-a\r\n", Pieces.SILENCE),
                        550,
                        "550-a",
                        End.SILENCE,
                        ReplyFlag.SILENCE,
                        ReplyFlag.UNFINISHED));
    }

    private static Arguments row(String fact, String bytes, int code, String verbatim, End end, ReplyFlag... flags) {
        return pieces(fact, bytes.isEmpty() ? new Pieces() : new Pieces(bytes), code, verbatim, end, flags);
    }

    private static Arguments pieces(
            String fact, Pieces pieces, int code, String verbatim, End end, ReplyFlag... flags) {
        return Arguments.of(fact, pieces, code, verbatim, end, Set.of(flags));
    }

    @Test
    void aByteASecondEndsAtTheDeadline() {
        var pieces = new Pieces("550-5.7.1 you are very very very slow and this goes on and on for longer.".split(""));
        pieces.step = Duration.ofSeconds(1);

        var reply = read(pieces);

        assertThat(reply.reception().end()).isEqualTo(End.DEADLINE);
        assertThat(reply.verbatim()).isEqualTo("550-5.7.1 you are very very very slow and this goes on and o");
        assertThat(reply.lines().getFirst().arrival())
                .contains(new Arrival(Duration.ofSeconds(1), Duration.ofSeconds(60), 60));
    }

    @Test
    void eachLineHasItsTimes() {
        var reply = read(new Pieces("550-", "a\r\n55", "0 b\r", "\n"));

        assertThat(reply.lines().stream().map(line -> line.arrival().orElseThrow()))
                .containsExactly(
                        new Arrival(STEP, STEP.multipliedBy(2), 5),
                        new Arrival(STEP.multipliedBy(2), STEP.multipliedBy(4), 5));
    }

    @Test
    void ofALongLineBothEndsAreKept() {
        var reply = read(new Pieces("550 begin" + "x".repeat(900_000) + "end\r\n"));

        var line = reply.lines().getFirst();
        assertThat(line.bytes().length()).isEqualTo(ReplyReader.MAX_LINE);
        assertThat(line.arrival().orElseThrow().octets()).isEqualTo(900_012);
        assertThat(line.bytes().text()).startsWith("550 beginxx").endsWith("xxend");
        assertThat(line.text()).contains("x ... x");
        assertThat(reply.reception().end()).isEqualTo(End.WHOLE);
        assertThat(reply.flags()).containsExactlyInAnyOrder(ReplyFlag.CUT, ReplyFlag.LONG_LINE);
    }

    @Test
    void aLongLineIsNotCutWithinACharacter() {
        var reply = read(new Pieces("550 x" + "\u00c3\u00bc".repeat(5_000) + "\r\n"));

        assertThat(reply.lines().getFirst().text()).matches("xü+ \\.\\.\\. ü+");
    }

    @Test
    void ofAMillionLinesTheFirstAndTheLastAreKept() {
        var reply = read(new Pieces("550-x\r\n".repeat(1_000_000)));

        assertThat(reply.lines()).hasSize(512);
        assertThat(reply.reception().end()).isEqualTo(End.TOO_LONG);
        // 149,796 lines of 7 octets fill a mebibyte but for four octets: "550-".
        assertThat(reply.reception().gap()).contains(new Gap(256, 149_797 - 512, (149_797 - 512) * 7L));
        assertThat(reply.lines().getLast().bytes().text()).isEqualTo("550-");
    }

    @Test
    void aThousandLinesAreReadToTheirEnd() {
        var reply = read(new Pieces("550-x\r\n".repeat(999) + "550 the end\r\n"));

        assertThat(reply.reception())
                .isEqualTo(new Reception(End.WHOLE, false, java.util.Optional.of(new Gap(256, 488, 488 * 7L))));
        assertThat(reply.verbatim()).endsWith("550 the end");
    }

    @Test
    void whatWasNotAskedForIsNoticed() {
        var reader = new Pieces("250 ok\r\n250 ok\r\n").reader();
        reader.next(new Patience(IDLE, DEADLINE));

        assertThat(reader.hasUnsolicited()).isTrue();
        assertThat(reader.unsolicited(IDLE).flags()).containsExactly(ReplyFlag.UNSOLICITED);
        assertThat(reader.hasUnsolicited()).isFalse();
    }

    @Test
    void theLfThatComesLateIsNoReply() {
        var reader = new Pieces("250 ok\r", Pieces.SILENCE, "\n250 next\r\n").reader();
        reader.next(new Patience(IDLE, DEADLINE));

        assertThat(reader.next(new Patience(IDLE, DEADLINE)).verbatim()).isEqualTo("250 next");
    }

    /** Whatever the packets, the lines are the same. */
    @Test
    void packetsMayBeSplitAnywhere() {
        var random = new Random(20261121);
        for (int i = 0; i < 5_000; i++) {
            var bytes = new String(ReplyFuzz.mutant(random), StandardCharsets.ISO_8859_1);
            var whole = read(bytes.isEmpty() ? new Pieces() : new Pieces(bytes));
            var split = read(new Pieces(bytes.isEmpty() ? new String[0] : bytes.split("")));

            assertThat(split.verbatim()).isEqualTo(whole.verbatim());
            assertThat(split.flags()).isEqualTo(whole.flags());
        }
    }
}
