package whybounce.reply;

import java.util.ArrayList;
import java.util.List;
import whybounce.reply.SmtpReply.Line;
import whybounce.reply.SmtpReply.Separator;
import whybounce.reply.SmtpReply.Terminator;

/** Cuts bytes into reply lines. */
final class ReplyParser {

    /** More lines than any honest reply has; the first ones are kept. */
    static final int MAX_LINES = 512;

    /** 1 MiB: a longer reply is an attack or a fault. */
    static final int MAX_BYTES = 1 << 20;

    private final byte[] bytes;
    private final int end;
    private final List<Line> lines = new ArrayList<>();

    private ReplyParser(byte[] bytes) {
        this.bytes = bytes;
        this.end = Math.min(bytes.length, MAX_BYTES);
    }

    static SmtpReply parse(byte[] bytes) {
        return new ReplyParser(bytes).read();
    }

    private SmtpReply read() {
        int at = 0;
        while (at < end && lines.size() < MAX_LINES) {
            int stop = lineEnd(at);
            var terminator = terminatorAt(stop);
            lines.add(line(at, stop, terminator));
            at = stop + (terminator == Terminator.CRLF ? 2 : 1);
        }
        return new SmtpReply(lines);
    }

    private int lineEnd(int from) {
        int at = from;
        while (at < end && bytes[at] != '\r' && bytes[at] != '\n') {
            at++;
        }
        return at;
    }

    private Terminator terminatorAt(int at) {
        if (at >= end) {
            return Terminator.NONE;
        }
        if (bytes[at] == '\n') {
            return Terminator.LF;
        }
        return at + 1 < end && bytes[at + 1] == '\n' ? Terminator.CRLF : Terminator.CR;
    }

    private Line line(int from, int to, Terminator terminator) {
        var octets = Octets.of(bytes, from, to);
        int code = code(from, to);
        if (code == 0) {
            return new Line(octets, 0, Separator.NONE, octets.text(), terminator);
        }
        var separator = separator(from + 3, to);
        int textFrom = Math.min(to, from + (separator == Separator.ODD ? 3 : 4));
        return new Line(octets, code, separator, Octets.of(bytes, textFrom, to).text(), terminator);
    }

    private int code(int from, int to) {
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
    private Separator separator(int at, int to) {
        if (at >= to || bytes[at] == ' ') {
            return Separator.LAST;
        }
        return bytes[at] == '-' ? Separator.MORE : Separator.ODD;
    }

    private boolean digit(int at) {
        return bytes[at] >= '0' && bytes[at] <= '9';
    }
}
