package whybounce.classify;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds sizes and waiting times in text. */
final class Amounts {

    /** So far behind "limit" a number still belongs to it. */
    private static final int REACH = 40;

    /** No size and no time has more digits. */
    private static final int MAX_DIGITS = 12;

    /** Below this a number without a unit is hardly a size in bytes. */
    private static final long LEAST_BYTES = 10_000;

    private static final long KILO = 1_000;

    /** How replies say that it is about a size. */
    private static final List<String> SIZE_WORDS = List.of(
            "size",
            "large",
            "gr\u00f6\u00dfe",
            "taille",
            "dimension",
            "tama\u00f1o",
            "tamanho",
            "rozmiar",
            "\u0440\u0430\u0437\u043c\u0435\u0440",
            "\u5927\u5c0f",
            "\u30b5\u30a4\u30ba");

    private static final List<String> LIMIT_WORDS = List.of("limit", "maximum", "max");
    private static final List<String> WAIT_WORDS = List.of(" in ", " after ", " for ", " within ");

    /** How our own delivery says why it did not even send a message. */
    private static final Pattern OVER_LIMIT =
            Pattern.compile("the message has (\\d{1,12}) bytes, the server takes (\\d{1,12})");

    private record Figure(long value, int end) {}

    private Amounts() {}

    /** The size that a message may have, as people write sizes; {@code lower} is all in lower case. */
    static Optional<String> limitIn(String lower) {
        // Few replies have these words, and fewer need the others looked for.
        if ((!lower.contains("limit") && !lower.contains("max"))
                || SIZE_WORDS.stream().noneMatch(lower::contains)) {
            return Optional.empty();
        }
        for (String word : LIMIT_WORDS) {
            for (int at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, at + 1)) {
                var size = sizeIn(lower, at + word.length());
                if (size.isPresent()) {
                    return size;
                }
            }
        }
        return Optional.empty();
    }

    /** The size of a message and the limit it exceeds, from our own delivery. */
    static Map<String, String> sizesIn(String detail) {
        var sizes = OVER_LIMIT.matcher(detail);
        return sizes.matches()
                ? Map.of(
                        "size", inWords(Long.parseLong(sizes.group(1))),
                        "limit", inWords(Long.parseLong(sizes.group(2))))
                : Map.of();
    }

    /** How long to wait before the next attempt, as the reply says it: "300 seconds"; {@code lower} is in lower case. */
    static Optional<String> waitIn(String lower) {
        for (String word : WAIT_WORDS) {
            for (int at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, at + 1)) {
                int start = at + word.length();
                var number = numberAt(lower, start);
                var wait = number.flatMap(figure -> timeUnit(lower, figure.end())
                        .map(unit -> plural(figure.value(), unit))
                        .or(() -> clock(lower, figure)));
                if (wait.isPresent()) {
                    return wait;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> sizeIn(String text, int from) {
        int at = from;
        while (at < text.length() && at - from < REACH && !isDigit(text.charAt(at))) {
            at++;
        }
        return numberAt(text, at).flatMap(number -> size(text, number));
    }

    private static Optional<String> size(String text, Figure number) {
        String rest = text.substring(number.end(), Math.min(text.length(), number.end() + 4))
                .strip();
        if (isUnit(rest, 'm')) {
            return Optional.of(number.value() + " MB");
        }
        if (isUnit(rest, 'k')) {
            return Optional.of(number.value() + " kB");
        }
        return number.value() < LEAST_BYTES ? Optional.empty() : Optional.of(inWords(number.value()));
    }

    /** "m", "MB", "MiB", "megabytes", but not "messages". */
    private static boolean isUnit(String rest, char prefix) {
        return rest.startsWith(String.valueOf(prefix))
                && (rest.length() == 1
                        || "bigo ".indexOf(rest.charAt(1)) >= 0
                        || !Character.isLetter(rest.charAt(1))
                        || rest.startsWith("meg"));
    }

    private static String inWords(long bytes) {
        return bytes < KILO * KILO
                ? bytes / KILO + " kB"
                : String.format(Locale.ROOT, "%.1f MB", bytes / (double) (KILO * KILO));
    }

    private static Optional<String> timeUnit(String text, int from) {
        int at = from < text.length() && text.charAt(from) == ' ' ? from + 1 : from;
        return List.of("second", "minute", "hour", "day").stream()
                .filter(unit -> isWord(text, unit, at))
                .findFirst()
                .or(() -> isWord(text, "sec", at)
                        ? Optional.of("second")
                        : isWord(text, "min", at) ? Optional.of("minute") : Optional.empty());
    }

    /** Whether the word, or more than one of it, stands there: "3 days", and not "3 daytona". */
    private static boolean isWord(String text, String word, int at) {
        int end = at + word.length() + (text.startsWith("s", at + word.length()) ? 1 : 0);
        return text.startsWith(word, at) && (end >= text.length() || !Character.isLetter(text.charAt(end)));
    }

    /** "00:05:00", as milter-greylist writes it. */
    private static Optional<String> clock(String text, Figure hours) {
        var minutes = after(text, hours);
        var seconds = minutes.flatMap(figure -> after(text, figure));
        if (seconds.isEmpty()) {
            return Optional.empty();
        }
        long all = (hours.value() * 60 + minutes.get().value()) * 60
                + seconds.get().value();
        return Optional.of(
                all % 3600 == 0
                        ? plural(all / 3600, "hour")
                        : all % 60 == 0 ? plural(all / 60, "minute") : plural(all, "second"));
    }

    private static Optional<Figure> after(String text, Figure figure) {
        return figure.value() < 100 && text.startsWith(":", figure.end())
                ? numberAt(text, figure.end() + 1)
                : Optional.empty();
    }

    private static String plural(long value, String unit) {
        return value + " " + unit + (value == 1 ? "" : "s");
    }

    private static Optional<Figure> numberAt(String text, int from) {
        int at = from;
        var digits = new StringBuilder();
        while (at < text.length() && (isDigit(text.charAt(at)) || isThousands(text, from, at))) {
            if (isDigit(text.charAt(at))) {
                digits.append(text.charAt(at));
            }
            at++;
        }
        return digits.isEmpty() || digits.length() > MAX_DIGITS
                ? Optional.empty()
                : Optional.of(new Figure(Long.parseLong(digits.toString()), at));
    }

    /** The comma of "10,485,760". */
    private static boolean isThousands(String text, int from, int at) {
        return text.charAt(at) == ','
                && at > from
                && at + 3 < text.length()
                && isDigit(text.charAt(at + 1))
                && isDigit(text.charAt(at + 2))
                && isDigit(text.charAt(at + 3));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
