package whybounce.reply;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import whybounce.reply.Reception.End;
import whybounce.reply.Reception.Gap;
import whybounce.reply.SmtpReply.Line;
import whybounce.reply.SmtpReply.Separator;
import whybounce.reply.SmtpReply.Terminator;

/** One reply as its octets come: cuts them into lines, and knows when the reply is over. */
final class ReplyCollector {

    private static final int HALF = ReplyParser.MAX_LINES / 2;

    private final LineCollector line = new LineCollector();
    private final List<Line> firstLines = new ArrayList<>();
    private final Deque<Line> lastLines = new ArrayDeque<>();
    private boolean inLine;
    private boolean afterCr;
    private boolean over;
    private long octets;
    private long linesLeftOut;
    private long octetsLeftOut;
    private Separator last = Separator.MORE;

    /** Takes what belongs to this reply and returns where that ends. */
    int take(byte[] bytes, int from, int to, Duration now) {
        int at = from;
        while (at < to && !over && octets < ReplyParser.MAX_BYTES) {
            take(bytes[at++], now);
        }
        return at;
    }

    private void take(byte octet, Duration now) {
        octets++;
        if (octet == '\n') {
            end(afterCr ? Terminator.CRLF : Terminator.LF, now);
            return;
        }
        if (afterCr) {
            carriageReturn(octet, now);
        }
        begin(now);
        afterCr = octet == '\r';
        if (!afterCr) {
            line.add(octet);
        }
    }

    /**
     * A CR without LF ends a line only where another has to follow, and does: within a last line it is one more odd
     * octet, or else all behind it would count as said without having been asked.
     */
    private void carriageReturn(byte next, Duration now) {
        boolean code = next >= '0' && next <= '9';
        var separator = line.separator();
        if (code && (separator == Separator.MORE || separator == Separator.NONE)) {
            end(Terminator.CR, now);
        } else {
            line.add((byte) '\r');
        }
    }

    private void begin(Duration now) {
        if (!inLine) {
            line.begin(now);
            inLine = true;
        }
    }

    private void end(Terminator terminator, Duration now) {
        begin(now);
        var ended = line.end(terminator, now);
        inLine = false;
        afterCr = false;
        last = ended.separator();
        over = last == Separator.LAST || last == Separator.ODD;
        keep(ended);
    }

    private void keep(Line ended) {
        if (firstLines.size() < HALF) {
            firstLines.add(ended);
            return;
        }
        if (lastLines.size() == HALF) {
            var left = lastLines.removeFirst();
            linesLeftOut++;
            octetsLeftOut += left.arrival().map(Arrival::octets).orElse(0L)
                    + left.terminator().characters().length();
        }
        lastLines.addLast(ended);
    }

    /** Whether the last line has come. */
    boolean isOver() {
        return over;
    }

    boolean isTooLong() {
        return !over && octets >= ReplyParser.MAX_BYTES;
    }

    /** Whether nothing more need come: only a CR stands where the end should be, or what came is no reply. */
    boolean mayBeOver() {
        if (afterCr) {
            return line.separator() == Separator.LAST || line.separator() == Separator.ODD;
        }
        return !inLine && last == Separator.NONE;
    }

    /** Whether its last line ended with a CR whose LF may still come. */
    boolean endedWithCr() {
        return afterCr;
    }

    SmtpReply reply(End end, Duration now) {
        if (inLine) {
            boolean cr = afterCr;
            end(cr ? Terminator.CR : Terminator.NONE, now);
            afterCr = cr;
        }
        var all = new ArrayList<>(firstLines);
        all.addAll(lastLines);
        Optional<Gap> gap = linesLeftOut == 0
                ? Optional.empty()
                : Optional.of(new Gap(firstLines.size(), linesLeftOut, octetsLeftOut));
        return new SmtpReply(all, new Reception(end, false, gap));
    }
}
