package whybounce.reply;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import whybounce.reply.SmtpReply.Line;
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
            lines.add(new LineParser(bytes, at, stop).line(terminator, Optional.empty()));
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
}
