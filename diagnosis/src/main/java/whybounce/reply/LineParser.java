package whybounce.reply;

import java.util.Optional;
import whybounce.reply.SmtpReply.Line;
import whybounce.reply.SmtpReply.Separator;
import whybounce.reply.SmtpReply.Terminator;

/** Tells the parts of one reply line (RFC 5321 section 4.2). */
final class LineParser {

    /** Stands in the text of a line where its middle was left out. */
    private static final String ELLIPSIS = " ... ";

    private final byte[] bytes;
    private final int from;
    private final int to;

    /** The line that {@code bytes} has between {@code from} and {@code to}, its end left out. */
    LineParser(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.from = from;
        this.to = to;
    }

    /** The line; of one that arrived longer than it is now, both halves of what was kept. */
    Line line(Terminator terminator, Optional<Arrival> arrival) {
        boolean cut = arrival.filter(came -> came.octets() > to - from).isPresent();
        int code = code();
        return new Line(
                Octets.of(bytes, from, to),
                code,
                code == 0 ? Separator.NONE : separator(),
                cut ? halves(textFrom(code), from + (to - from) / 2) : text(textFrom(code), to),
                terminator,
                arrival);
    }

    private String halves(int start, int middle) {
        int head = Math.max(start, characterStart(middle));
        return text(start, head) + ELLIPSIS + text(Math.max(start, characterStartFrom(middle)), to);
    }

    /** The three digits in front; 0 where there are none, or more. */
    int code() {
        if (to - from < 3
                || !digit(from)
                || !digit(from + 1)
                || !digit(from + 2)
                || (to - from > 3 && digit(from + 3))) {
            return 0;
        }
        return (bytes[from] - '0') * 100 + (bytes[from + 1] - '0') * 10 + bytes[from + 2] - '0';
    }

    // RFC 5321 section 4.2: clients ought to accept a code with nothing behind it.
    Separator separator() {
        int at = from + 3;
        if (at >= to || bytes[at] == ' ') {
            return Separator.LAST;
        }
        return bytes[at] == '-' ? Separator.MORE : Separator.ODD;
    }

    private int textFrom(int code) {
        if (code == 0) {
            return from;
        }
        return Math.min(to, from + (separator() == Separator.ODD ? 3 : 4));
    }

    private String text(int start, int end) {
        return Octets.of(bytes, start, end).text();
    }

    /** {@code at}, or where the UTF-8 character begins that was cut there. */
    private int characterStart(int at) {
        int start = at - 1;
        while (start > from && at - start < 4 && isInner(start)) {
            start--;
        }
        return start < from || Octets.of(bytes, start, at).isUtf8() ? at : start;
    }

    /** {@code at}, or where the next UTF-8 character begins. */
    private int characterStartFrom(int at) {
        int start = at;
        while (start < to && start - at < 3 && isInner(start)) {
            start++;
        }
        return start;
    }

    /** RFC 3629 section 3: the second and later octets of a character. */
    private boolean isInner(int at) {
        return at < to && (bytes[at] & 0xC0) == 0x80;
    }

    private boolean digit(int at) {
        return bytes[at] >= '0' && bytes[at] <= '9';
    }
}
