package whybounce.reply;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Function;

/**
 * One reply of an SMTP server: one or more lines, as they came (RFC 5321 section 4.2.1).
 *
 * @param lines the lines in the order they came; empty when the server said nothing
 * @param reception how they came
 */
public record SmtpReply(List<Line> lines, Reception reception) {

    public SmtpReply {
        lines = List.copyOf(lines);
    }

    /** A whole reply. */
    public SmtpReply(List<Line> lines) {
        this(lines, Reception.WHOLE);
    }

    /** What stands between the code and the text. */
    public enum Separator {
        /** A space, or nothing behind the code: this is the last line. */
        LAST,
        /** A hyphen: more lines follow. */
        MORE,
        /** Anything else. */
        ODD,
        /** The line has no code. */
        NONE
    }

    /** How the line ended. */
    public enum Terminator {
        CRLF("\r\n"),
        LF("\n"),
        CR("\r"),
        /** The bytes end here. */
        NONE("");

        private final String characters;

        Terminator(String characters) {
            this.characters = characters;
        }

        /** The characters themselves. */
        public String characters() {
            return characters;
        }
    }

    /**
     * One line of a reply.
     *
     * @param bytes the whole line as it came, without its terminator; of one that is longer than {@link
     *     ReplyReader#MAX_LINE} and was read from a connection, as many octets from its beginning as from its end
     * @param code the three digits in front; 0 where there are none
     * @param text what follows the separator, or the whole line where there is no code
     * @param arrival when it came, where it was read from a connection
     */
    public record Line(
            Octets bytes,
            int code,
            Separator separator,
            String text,
            Terminator terminator,
            Optional<Arrival> arrival) {

        /** A line that did not come from a connection, or whose time is of no interest. */
        public Line(Octets bytes, int code, Separator separator, String text, Terminator terminator) {
            this(bytes, code, separator, text, terminator, Optional.empty());
        }

        /**
         * A line by its bytes.
         *
         * @param bytes without the terminator
         * @param arrival where it says more octets than these, the middle was left out
         */
        public static Line of(Octets bytes, Terminator terminator, Optional<Arrival> arrival) {
            return new LineParser(bytes.toByteArray(), 0, bytes.length()).line(terminator, arrival);
        }

        /** Whether its middle was left out. */
        public boolean isCut() {
            return arrival.filter(came -> came.octets() > bytes.length()).isPresent();
        }

        /** The enhanced status in front of the text (RFC 2034 section 4). */
        public Optional<EnhancedStatus> enhanced() {
            int end = text.indexOf(' ');
            return EnhancedStatus.parse(end < 0 ? text : text.substring(0, end));
        }

        /** The text without the enhanced status in front. */
        public String words() {
            return enhanced()
                    .map(status -> text.substring(status.toString().length()).stripLeading())
                    .orElse(text);
        }
    }

    /** Reads a reply from its bytes. Never throws; what is odd is kept and flagged. */
    public static SmtpReply parse(byte[] bytes) {
        return ReplyParser.parse(bytes);
    }

    /** As {@link #parse(byte[])}, for text whose bytes are no longer at hand. */
    public static SmtpReply parse(String text) {
        return ReplyParser.parse(Octets.of(text).toByteArray());
    }

    /** The code of the last line that has one, 0 when none has. RFC 5321 section 4.2.1: all lines should agree. */
    public int code() {
        for (int n = lines.size() - 1; n >= 0; n--) {
            if (lines.get(n).code() > 0) {
                return lines.get(n).code();
            }
        }
        return 0;
    }

    /** The first enhanced status whose class agrees with the code, else the first one. */
    public Optional<EnhancedStatus> enhanced() {
        int category = code() / 100;
        Optional<EnhancedStatus> first = Optional.empty();
        for (var line : lines) {
            var status = line.enhanced();
            if (status.isPresent() && status.get().category() == category) {
                return status;
            }
            first = first.or(() -> status);
        }
        return first;
    }

    public boolean isPositive() {
        return code() / 100 == 2 || code() / 100 == 3;
    }

    public boolean isTransient() {
        return code() / 100 == 4;
    }

    public boolean isPermanent() {
        return code() / 100 == 5;
    }

    /** The texts of all lines, enhanced status included, joined by a line feed. */
    public String text() {
        return joined(Line::text, "\n");
    }

    /** The texts of all lines without their enhanced status, joined by a space: what a person reads as one sentence. */
    public String words() {
        return joined(Line::words, " ").strip();
    }

    /** All lines as they came, decoded, joined by a line feed. */
    public String verbatim() {
        return joined(line -> line.bytes().text(), "\n");
    }

    private String joined(Function<Line, String> part, String separator) {
        if (lines.size() == 1) {
            return part.apply(lines.getFirst());
        }
        var all = new StringJoiner(separator);
        for (var line : lines) {
            all.add(part.apply(line));
        }
        return all.toString();
    }

    /**
     * Whether it came whole and says one thing: codes that are codes, all of one class. A negative reply may be believed
     * without that, since acting on it does no harm; a positive one may not.
     */
    public boolean isSound() {
        return reception.end() == Reception.End.WHOLE
                && !reception.unsolicited()
                && !lines.isEmpty()
                && lines.getLast().separator() != Separator.MORE
                && saysOneThing();
    }

    private boolean saysOneThing() {
        int kind = code() / 100;
        for (var line : lines) {
            if (line.code() / 100 != kind) {
                return false;
            }
        }
        return kind >= 2 && kind <= 5;
    }

    /** This reply, as one that nobody had asked for. */
    public SmtpReply asUnsolicited() {
        return new SmtpReply(lines, reception.asUnsolicited());
    }

    /** What is odd about this reply. */
    public Set<ReplyFlag> flags() {
        return ReplyFlags.of(this);
    }

    /** A reply built from parts, as for a test or a reply that reached us in words only. */
    public static SmtpReply of(int code, String... texts) {
        var lines = new ArrayList<Line>();
        for (int i = 0; i < texts.length; i++) {
            boolean last = i == texts.length - 1;
            lines.add(new Line(
                    Octets.of(code + (last ? " " : "-") + texts[i]),
                    code,
                    last ? Separator.LAST : Separator.MORE,
                    texts[i],
                    Terminator.CRLF));
        }
        return new SmtpReply(lines);
    }
}
