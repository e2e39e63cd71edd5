package whybounce.classify;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Finds a reply, by its code, in the words that a relay, a library or a mail program put around it. */
final class QuotedReply {

    /** What stands before a reply that was wrapped. */
    private static final List<String> MARKS = List.of(
            "said:",
            "said",
            "->",
            "]:",
            ">:",
            "smtp;",
            "response:",
            "reply:",
            "replied:",
            "responded:",
            "responded with",
            "returned:",
            "returned",
            "server:",
            "error:",
            "data:",
            "connection:",
            "command:",
            "message:",
            "exception:",
            "failed:",
            "code:",
            "because:",
            "reason:",
            "with:",
            "with message",
            "was:",
            "status:",
            "response was",
            "upstream:",
            "to me:",
            "reject=",
            "stat=",
            "<<<",
            "<--",
            "<-");

    /** "(code: 550, response: ...)" */
    private static final List<String> BEFORE_COMMA = List.of("code:");

    /** What a reply may stand right behind. */
    private static final String JOINED = ";=:";

    /** What counts something: "limit: 500 MB". */
    private static final Set<String> UNITS = Set.of(
            "b",
            "k",
            "m",
            "kb",
            "mb",
            "gb",
            "kib",
            "mib",
            "byte",
            "bytes",
            "octets",
            "kilobytes",
            "megabytes",
            "characters",
            "chars",
            "lines",
            "recipients",
            "messages",
            "mails",
            "emails",
            "connections",
            "seconds",
            "minutes",
            "hours",
            "days",
            "hops",
            "per",
            "of",
            "and",
            "or");

    /** RFC 5321 section 4.2.2. */
    private static final String OUT_OF_ORDER = "503";

    /** What Postfix answers to DATA when it has refused all recipients. */
    private static final String NOBODY_LEFT = " 5.5.1 Error: no valid recipients";

    /** So many digits has a reply code. */
    static final int CODE = 3;

    private final String text;
    private final int from;
    private final int to;

    /** Looks from one place to another, not at the first itself: what begins there stands in no words. */
    QuotedReply(String text, int from, int to) {
        this.text = text;
        this.from = from;
        this.to = to;
    }

    /**
     * Where the last one begins, -1 where there is none; but what is out of order is so because something before it was
     * refused: "503 Need RCPT", "no valid recipients".
     */
    int last() {
        int outOfOrder = -1;
        int at = to - CODE;
        while (at > from) {
            if (!isDigit(at)) {
                at -= CODE; // Nor does any of the codes that it would stand in.
                continue;
            }
            if (isReplyCode(at) && isMarked(at)) {
                if (!isOutOfOrder(at)) {
                    return at;
                }
                outOfOrder = outOfOrder < 0 ? at : outOfOrder;
            }
            at--;
        }
        return from > 0 ? -1 : outOfOrder; // A reply that stands behind a preface was said before.
    }

    private boolean isOutOfOrder(int at) {
        return text.startsWith(OUT_OF_ORDER, at) || text.startsWith(NOBODY_LEFT, at + CODE);
    }

    /** Whether a reply may begin there. */
    boolean isReplyCode(int at) {
        char first = text.charAt(at);
        return (first == '4' || first == '5')
                && isDigit(at + 1)
                && isDigit(at + 2)
                && (at + 3 >= to || " -:],".indexOf(text.charAt(at + 3)) >= 0 || isInTuple(at));
    }

    /** As Python writes a reply: (550, b'5.7.1 no'). */
    private boolean isInTuple(int at) {
        return inTuple(at) > 0;
    }

    /** Where its words begin there; 0 where it is none. */
    private int inTuple(int at) {
        if (text.charAt(at - 1) != '(' || !text.startsWith(", ", at + 3)) {
            return 0;
        }
        int quote = text.startsWith("b", at + 5) ? at + 6 : at + 5;
        return quote < to && "'\"".indexOf(text.charAt(quote)) >= 0 ? quote + 1 : 0;
    }

    private boolean isMarked(int at) {
        if (isInTuple(at)) {
            return true;
        }
        int stop = at;
        while (stop > from && " '\"\r\n\t[".indexOf(text.charAt(stop - 1)) >= 0) {
            stop--;
        }
        boolean counted = at + 3 < to && text.charAt(at + 3) == ',';
        for (String mark : counted ? BEFORE_COMMA : MARKS) {
            int start = stop - mark.length();
            if (start >= from && text.regionMatches(true, start, mark, 0, mark.length())) {
                return stop < at || JOINED.indexOf(mark.charAt(mark.length() - 1)) >= 0;
            }
        }
        if (counted) {
            return false;
        }
        if (stop == from) {
            return true; // Only a quotation mark stands before it.
        }
        return stop < at && text.charAt(stop - 1) == ':' && (hasStatusBehind(at) ? !isGoneOn(at) : hasWordsBehind(at));
    }

    /** "rejected: 550 no such user" is a reply, "limit: 500 MB" is none. */
    private boolean hasWordsBehind(int at) {
        int start = at + 4;
        int stop = start;
        while (stop < to && Character.isLetter(text.charAt(stop))) {
            stop++;
        }
        boolean isWord = stop < to && stop > start + 1 && text.charAt(stop) == ' ';
        boolean isAddress = start < to && text.charAt(start) == '<';
        return text.charAt(at + 1) <= '5' && (isAddress || (isWord && !isUnit(start, stop)));
    }

    private boolean isUnit(int start, int stop) {
        return UNITS.contains(text.substring(start, stop).toLowerCase(Locale.ROOT));
    }

    /** "421-4.7.0 ... with ip: 421-4.7.0 [192.0.2.1]": lines of one reply that were put into one. */
    private boolean isGoneOn(int at) {
        var line = text.substring(at, Math.min(to, at + 9));
        int before = text.lastIndexOf(line.substring(4), at - 1);
        return before - 4 >= from && text.startsWith(line.substring(0, 3), before - 4);
    }

    /** "550 5.7.1" is a reply, whatever stands before its colon; "limit: 500 MB" is none. */
    private boolean hasStatusBehind(int at) {
        return at + 8 < to
                && text.charAt(at + 4) == text.charAt(at)
                && text.charAt(at + 5) == '.'
                && isDigit(at + 6)
                && text.charAt(at + 7) == '.';
    }

    int codeAt(int at) {
        return Integer.parseInt(text.substring(at, at + 3));
    }

    /** Where the words of the one that begins there begin. */
    int wordsOf(int at) {
        return isInTuple(at) ? inTuple(at) : at + CODE + 1;
    }

    private boolean isDigit(int at) {
        return text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }
}
