package whybounce.it;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A text with wild cards: {@code *} stands for anything within a line, a line {@code ...} for any number of lines. Space at
 * the end of a line, and empty lines at both ends, do not count.
 */
record Golden(String text) {

    private static final String ANY_LINES = "...";

    boolean matches(String actual) {
        return pattern(lines(text)).matcher(joined(actual)).matches();
    }

    /** What is wrong, for a person to read; empty when all is well. */
    Optional<String> mismatch(String actual) {
        if (matches(actual)) {
            return Optional.empty();
        }
        var lines = lines(text);
        int fits = 0;
        while (fits < lines.size()
                && pattern(open(lines.subList(0, fits + 1)))
                        .matcher(joined(actual))
                        .matches()) {
            fits++;
        }
        var culprit = fits < lines.size() ? lines.get(fits) : "(the end)";
        return Optional.of("does not fit from: " + culprit + "\n--- is ---\n" + actual + "\n----------");
    }

    private static List<String> open(List<String> start) {
        return java.util.stream.Stream.concat(start.stream(), java.util.stream.Stream.of(ANY_LINES))
                .toList();
    }

    private static List<String> lines(String text) {
        return text.strip().lines().map(String::stripTrailing).toList();
    }

    /** Each line with a line feed behind it. */
    private static String joined(String text) {
        return lines(text).stream().map(line -> line + "\n").collect(Collectors.joining());
    }

    private static Pattern pattern(List<String> lines) {
        return Pattern.compile(lines.stream().map(Golden::pattern).collect(Collectors.joining()));
    }

    private static String pattern(String line) {
        return line.equals(ANY_LINES) ? "(?:[^\\n]*\\n)*?" : Pattern.quote(line).replace("*", "\\E[^\\n]*\\Q") + "\\n";
    }
}
