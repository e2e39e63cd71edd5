package whybounce.classify;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The amounts that a reply names, found in one pass over its numbers.
 *
 * @param limit the size that a message may have, as people write sizes
 * @param retryAfter how long to wait before the next attempt, as the reply says it: "300 seconds"
 */
record Amounts(Optional<String> limit, Optional<String> retryAfter) {

    /** No size and no time is as large as this. */
    private static final double TOO_MUCH = 1e12;

    /** The longest name of a unit that is known. */
    private static final int MAX_UNIT = 12;

    /** What may stand right before a number that is an amount is not one of these: they go on with a name or a code. */
    private static final String NAME_CHARACTERS = ".-_/@#%?&";

    /** How our own delivery says why it did not even send a message. */
    private static final Pattern OVER_LIMIT =
            Pattern.compile("the message has (\\d{1,12}) bytes, the server takes (\\d{1,12})");

    /**
     * A number with what stands behind it.
     *
     * @param from where it begins
     * @param to where its digits end
     * @param unit the word behind it, empty for none
     * @param end where that word ends
     */
    record Figure(double value, int from, int to, String unit, int end) {}

    /** @param lower the text, all in lower case */
    static Amounts in(String lower) {
        var sizes = new Sizes(lower);
        Optional<String> wait = Optional.empty();
        for (int at = 0; at < lower.length(); at++) {
            if (isDigit(lower.charAt(at))) {
                var figure = figureAt(lower, at);
                if (figure.isPresent()) {
                    sizes.add(figure.get());
                    wait = wait.isPresent() ? wait : Waits.at(lower, figure.get());
                }
                at = figure.isPresent() ? figure.get().to() : endOfDigits(lower, at);
            }
        }
        return new Amounts(sizes.limit(), wait);
    }

    /** The size of a message and the limit it exceeds, from our own delivery. */
    static Map<String, String> sizesIn(String detail) {
        var sizes = OVER_LIMIT.matcher(detail);
        return sizes.matches()
                ? Map.of(
                        "size", Sizes.inWords(Long.parseLong(sizes.group(1))),
                        "limit", Sizes.inWords(Long.parseLong(sizes.group(2))))
                : Map.of();
    }

    /**
     * The number that begins there, unless it is a part of a name, a code or an address, or too small to be a size and
     * without a word behind it: most are, and are passed over soon.
     */
    private static Optional<Figure> figureAt(String text, int from) {
        if (from > 0 && belongsToName(text.charAt(from - 1))) {
            return Optional.empty();
        }
        int to = from;
        double whole = 0;
        while (to < text.length() && (isDigit(text.charAt(to)) || isThousands(text, from, to))) {
            whole = isDigit(text.charAt(to)) ? whole * 10 + text.charAt(to) - '0' : whole;
            to++;
        }
        int fraction = isFraction(text, to) ? endOfDigits(text, to + 1) : to;
        boolean dotted = fraction > to && isFraction(text, fraction); // "5.7.1", "192.0.2.1"
        int unit = fraction < text.length() && text.charAt(fraction) == ' ' ? fraction + 1 : fraction;
        int end = dotted ? unit : endOfWord(text, unit);
        boolean alone = end == unit || end - unit > MAX_UNIT;
        if (dotted || whole >= TOO_MUCH || (alone && whole < Sizes.LEAST_BYTES && !text.startsWith(":", to))) {
            return Optional.empty();
        }
        double value =
                fraction > to ? Double.parseDouble((long) whole + "." + text.substring(to + 1, fraction)) : whole;
        return Optional.of(new Figure(value, from, fraction, alone ? "" : text.substring(unit, end), end));
    }

    /** A word in one script: what is Latin may go on in Chinese, "25mb". */
    private static int endOfWord(String text, int from) {
        boolean latin = from < text.length() && isLatin(text.charAt(from));
        int end = from;
        while (end < text.length()
                && end - from <= MAX_UNIT
                && isLatin(text.charAt(end)) == latin
                && (latin || Character.isLetter(text.charAt(end)))) {
            end++;
        }
        return end;
    }

    private static boolean isLatin(char c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean belongsToName(char before) {
        return Character.isLetterOrDigit(before) || NAME_CHARACTERS.indexOf(before) >= 0;
    }

    private static boolean isFraction(String text, int at) {
        return at + 1 < text.length()
                && (text.charAt(at) == '.' || text.charAt(at) == ',')
                && isDigit(text.charAt(at + 1));
    }

    private static int endOfDigits(String text, int from) {
        int end = from;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /** The comma of "10,485,760". */
    private static boolean isThousands(String text, int from, int at) {
        return text.charAt(at) == ','
                && at > from
                && at + 3 < text.length()
                && isDigit(text.charAt(at + 1))
                && isDigit(text.charAt(at + 2))
                && isDigit(text.charAt(at + 3))
                && (at + 4 == text.length() || !isDigit(text.charAt(at + 4)));
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static String plural(long value, String unit) {
        return value + " " + unit + (value == 1 ? "" : "s");
    }
}
