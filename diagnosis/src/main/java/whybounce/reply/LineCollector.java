package whybounce.reply;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import whybounce.reply.SmtpReply.Line;
import whybounce.reply.SmtpReply.Separator;
import whybounce.reply.SmtpReply.Terminator;

/** The octets of one line as they come; of a long line, its beginning and its end. */
final class LineCollector {

    private static final int HALF = ReplyReader.MAX_LINE / 2;

    /** Most lines are shorter. */
    private static final int USUAL_LINE = 128;

    private byte[] kept = new byte[USUAL_LINE];
    private long octets;
    private Duration first = Duration.ZERO;

    void begin(Duration now) {
        octets = 0;
        first = now;
    }

    void add(byte octet) {
        if (octets >= ReplyReader.MAX_LINE) {
            kept[HALF + (int) ((octets - HALF) % HALF)] = octet;
        } else {
            if (octets == kept.length) {
                kept = Arrays.copyOf(kept, Math.min(2 * kept.length, ReplyReader.MAX_LINE));
            }
            kept[(int) octets] = octet;
        }
        octets++;
    }

    boolean isEmpty() {
        return octets == 0;
    }

    /** What stands behind the code that has come so far. */
    Separator separator() {
        var parser = new LineParser(kept, 0, (int) Math.min(octets, ReplyReader.MAX_LINE));
        return parser.code() == 0 ? Separator.NONE : parser.separator();
    }

    Line end(Terminator terminator, Duration now) {
        var arrival = new Arrival(first, now, octets);
        var bytes = octets <= ReplyReader.MAX_LINE ? kept : inOrder();
        int length = (int) Math.min(octets, ReplyReader.MAX_LINE);
        return new LineParser(bytes, 0, length).line(terminator, Optional.of(arrival));
    }

    /** The second half is written round and round. */
    private byte[] inOrder() {
        int oldest = HALF + (int) ((octets - HALF) % HALF);
        var ordered = Arrays.copyOf(kept, ReplyReader.MAX_LINE);
        System.arraycopy(kept, oldest, ordered, HALF, ReplyReader.MAX_LINE - oldest);
        System.arraycopy(kept, HALF, ordered, HALF + ReplyReader.MAX_LINE - oldest, oldest - HALF);
        return ordered;
    }
}
