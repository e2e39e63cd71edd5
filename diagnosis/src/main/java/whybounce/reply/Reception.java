package whybounce.reply;

import java.util.Optional;

/**
 * How a reply came in: how it ended, and what of it was left out.
 *
 * @param unsolicited whether nothing had been asked
 * @param gap the lines that were left out; a long line says so itself
 */
public record Reception(End end, boolean unsolicited, Optional<Gap> gap) {

    /** A reply that ended as it should, with all its lines. */
    public static final Reception WHOLE = new Reception(End.WHOLE, false, Optional.empty());

    /** What ended a reply. */
    public enum End {
        /** Its last line, or the end of the bytes that were given. */
        WHOLE,
        /** The other side closed before that. */
        CLOSED,
        RESET,
        /** Silence for as long as we wait for the next byte. */
        SILENCE,
        /** Bytes still came, or might have, when the time for the whole conversation was over. */
        DEADLINE,
        /** It was longer than any reply may be, and we stopped. */
        TOO_LONG
    }

    /**
     * Lines that were left out, to bound the memory that a reply takes.
     *
     * @param after how many lines were kept in front of them
     * @param lines how many were left out
     * @param octets their length, line ends included
     */
    public record Gap(int after, long lines, long octets) {}

    boolean isCut() {
        return gap.isPresent() || end == End.TOO_LONG;
    }

    /** The same, for a reply that nobody had asked for. */
    Reception asUnsolicited() {
        return new Reception(end, true, gap);
    }
}
