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

    /** No size and no time has more digits. */
    private static final int MAX_DIGITS = 12;

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
                    at = figure.get().to();
                } else {
                    at = endOfDigits(lower, at);
                }
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

    /** The number that begins there, unless it is a part of a name, a code or an address. */
    private static Optional<Figure> figureAt(String text, int from) {
        if (from > 0 && belongsToName(text.charAt(from - 1))) {
            return Optional.empty();
        }
        int to = from;
        double whole = 0;
        int digits = 0;
        while (to < text.length() && (isDigit(text.charAt(to)) || isThousands(text, from, to))) {
            if (isDigit(text.charAt(to))) {
                whole = whole * 10 + text.charAt(to) - '0';
                digits++;
            }
            to++;
        }
        int fraction = fractionEnd(text, to);
        boolean dotted = fraction > to && fraction + 1 < text.length() && isFraction(text, fraction);
        if (digits > MAX_DIGITS || dotted) {
            return Optional.empty(); // "5.7.1", "192.0.2.1"
        }
        double value =
                fraction > to ? Double.parseDouble((long) whole + "." + text.substring(to + 1, fraction)) : whole;
        int unit = fraction < text.length() && text.charAt(fraction) == ' ' ? fraction + 1 : fraction;
        int end = unit;
        while (end < text.length() && end - unit <= MAX_UNIT && Character.isLetter(text.charAt(end))) {
            end++;
        }
        return Optional.of(new Figure(value, from, fraction, text.substring(unit, end), end));
    }

    private static boolean belongsToName(char before) {
        return Character.isLetterOrDigit(before) || NAME_CHARACTERS.indexOf(before) >= 0;
    }

    /** Where the digits behind a decimal point end: "10.5", "10,5"; {@code to} where there is none. */
    private static int fractionEnd(String text, int to) {
        return isFraction(text, to) ? endOfDigits(text, to + 1) : to;
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
