package whybounce.classify;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import whybounce.classify.Amounts.Figure;

/**
 * Whether a length of time is one to wait. It may as well be the window of a rate ("5 in 10 seconds"), or how long
 * somebody tried: only where the words say so it is told.
 */
final class Waits {

    /** So many characters before a length of time still say what it is. */
    private static final int REACH = 60;

    private static final int REACH_BEHIND = 40;

    private static final Map<String, String> UNITS = Map.ofEntries(
            Map.entry("s", "second"),
            Map.entry("sec", "second"),
            Map.entry("secs", "second"),
            Map.entry("second", "second"),
            Map.entry("seconds", "second"),
            Map.entry("min", "minute"),
            Map.entry("mins", "minute"),
            Map.entry("minute", "minute"),
            Map.entry("minutes", "minute"),
            Map.entry("hour", "hour"),
            Map.entry("hours", "hour"),
            Map.entry("day", "day"),
            Map.entry("days", "day"));

    private static final List<String> FILLERS =
            List.of("at least ", "about ", "approximately ", "another ", "the next ");

    private static final List<String> PREPOSITIONS = List.of("in ", "after ", "within ");

    /** Who is to come again, comes "in" or "after" that time. */
    private static final List<String> AGAIN =
            List.of("try", "retr", "again", "wait", "back", "send", "reconnect", "later", "return", "unblock", "lift");

    /** What is held, is held "for" that time. */
    private static final List<String> HELD = List.of(
            "wait", "greylist", "graylist", "grey list", "block", "banned", "suspend", "throttl", "locked", "paus");

    /** What it is then: a window of a rate, or what came of trying. */
    private static final List<String> OTHERWISE = List.of(
            "more than",
            "too many",
            "limit",
            "exceed",
            " rate",
            "maximum",
            "allowed",
            "timeout",
            "time out",
            "timed out",
            "expired",
            "failed",
            "gave up",
            "giving up",
            "idle",
            "inactiv");

    private Waits() {}

    /** The length of time that begins there, as people write it, where it is one to wait. */
    static Optional<String> at(String lower, Figure figure) {
        String unit = UNITS.get(figure.unit());
        boolean clock = unit == null && lower.startsWith(":", figure.to());
        if ((unit == null && !clock) || !isToWait(lower, figure)) {
            return Optional.empty();
        }
        return unit == null
                ? clock(lower, figure)
                : Optional.of(Amounts.plural((long) figure.value(), unit))
                        .filter(told -> figure.value() == Math.rint(figure.value()));
    }

    private static boolean isToWait(String lower, Figure figure) {
        int at = withoutFillers(lower, figure.from());
        if (endsWithWord(lower, at, "wait ")) {
            return true;
        }
        if (endsWithWord(lower, at, "for ")) {
            return speaks(clauseBefore(lower, at - "for ".length()), HELD);
        }
        for (String preposition : PREPOSITIONS) {
            if (endsWithWord(lower, at, preposition)) {
                String clause = clauseBefore(lower, at - preposition.length());
                return speaks(clause, AGAIN)
                        || (last(OTHERWISE, clause) < 0 && lastCount(clause) < 0 && isToldBehind(lower, figure.end()));
            }
        }
        return false;
    }

    private static int withoutFillers(String lower, int from) {
        int at = from;
        for (String filler : FILLERS) {
            at = lower.startsWith(filler, at - filler.length()) ? at - filler.length() : at;
        }
        return at;
    }

    private static boolean endsWithWord(String lower, int end, String word) {
        int start = end - word.length();
        return lower.startsWith(word, start) && (start == 0 || !Character.isLetter(lower.charAt(start - 1)));
    }

    private static String clauseBefore(String lower, int end) {
        int start = end;
        while (start > 0 && end - start < REACH && !isBoundary(lower, start - 1)) {
            start--;
        }
        return lower.substring(start, end);
    }

    private static boolean isBoundary(String lower, int at) {
        char c = lower.charAt(at);
        return c == ';'
                || c == '('
                || c == '!'
                || ((c == '.' || c == ',' || c == ':') && at + 1 < lower.length() && lower.charAt(at + 1) == ' ');
    }

    /** Whether that is the last word, before which "too many" may stand: "too many connections try again". */
    private static boolean speaks(String clause, List<String> words) {
        int at = last(words, clause);
        return at >= 0 && at > last(OTHERWISE, clause) && at > lastCount(clause);
    }

    /** "In 5 minutes you may try again." */
    private static boolean isToldBehind(String lower, int end) {
        int stop = end;
        while (stop < lower.length() && stop - end < REACH_BEHIND && ".;(".indexOf(lower.charAt(stop)) < 0) {
            stop++;
        }
        return last(AGAIN, lower.substring(end, stop)) >= 0;
    }

    private static int last(List<String> words, String clause) {
        int last = -1;
        for (String word : words) {
            last = Math.max(last, clause.lastIndexOf(word));
        }
        return last;
    }

    /** Where the last number stands that counts something; an address or a code does not. */
    private static int lastCount(String clause) {
        for (int at = clause.length() - 1; at >= 0; at--) {
            if (Amounts.isDigit(clause.charAt(at))) {
                int end = at + 1;
                while (at > 0 && Amounts.isDigit(clause.charAt(at - 1))) {
                    at--;
                }
                if ((at == 0 || clause.charAt(at - 1) == ' ')
                        && (end == clause.length() || clause.charAt(end) == ' ')) {
                    return at;
                }
            }
        }
        return -1;
    }

    /** "00:05:00", as milter-greylist writes it. */
    private static Optional<String> clock(String text, Figure hours) {
        int minutes = twoDigits(text, hours.to() + 1);
        int seconds = text.startsWith(":", hours.to() + 3) ? twoDigits(text, hours.to() + 4) : -1;
        if (minutes < 0 || seconds < 0 || hours.value() >= 100) {
            return Optional.empty();
        }
        long all = (Math.round(hours.value()) * 60 + minutes) * 60 + seconds;
        return Optional.of(
                all % 3600 == 0
                        ? Amounts.plural(all / 3600, "hour")
                        : all % 60 == 0 ? Amounts.plural(all / 60, "minute") : Amounts.plural(all, "second"));
    }

    private static int twoDigits(String text, int at) {
        return at + 1 < text.length() && Amounts.isDigit(text.charAt(at)) && Amounts.isDigit(text.charAt(at + 1))
                ? (text.charAt(at) - '0') * 10 + text.charAt(at + 1) - '0'
                : -1;
    }
}
