package whybounce.check.tls;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import whybounce.check.DomainName;
import whybounce.check.Foreign;

/**
 * A policy of MTA-STS (RFC 8461 section 3.2).
 *
 * @param maxAge seconds for which senders keep it
 * @param patterns of the mail servers that it allows: a name, or {@code *.} and a name
 */
record MtaStsPolicy(Mode mode, long maxAge, List<String> patterns) {

    /** RFC 8461 section 3.2: about a year. */
    static final long LONGEST = 31_557_600;

    /** Who names more servers has something else in the file. */
    private static final int MOST_PATTERNS = 100;

    enum Mode {
        ENFORCE,
        TESTING,
        NONE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    MtaStsPolicy {
        patterns = List.copyOf(patterns);
    }

    /** What a file is. */
    sealed interface Reading {

        record Policy(MtaStsPolicy policy) implements Reading {}

        /** None that senders go by; the words say why. */
        record Malformed(String why) implements Reading {}
    }

    /** Reads one; it ends well whatever it holds. */
    static Reading read(String text) {
        var fields = new HashMap<String, String>();
        var patterns = new ArrayList<String>();
        for (var line : text.split("\r?\n", -1)) {
            int colon = line.indexOf(':');
            if (colon < 0) {
                if (!line.isBlank()) {
                    return malformed("a line of it has no colon: " + Foreign.text(line, 60));
                }
                continue;
            }
            var name = line.substring(0, colon).strip();
            var value = line.substring(colon + 1).strip();
            if (name.equals("mx")) {
                patterns.add(value.toLowerCase(Locale.ROOT));
            } else {
                fields.putIfAbsent(name, value); // RFC 8461 section 3.2: of a repeated one the first counts.
            }
        }
        return read(fields, patterns);
    }

    private static Reading read(Map<String, String> fields, List<String> patterns) {
        if (!"STSv1".equals(fields.get("version"))) {
            return malformed("it has no line \"version: STSv1\"");
        }
        var mode = mode(fields.getOrDefault("mode", ""));
        if (mode.isEmpty()) {
            return malformed("its mode is none of enforce, testing and none");
        }
        var age = maxAge(fields.getOrDefault("max_age", ""));
        if (age.isEmpty()) {
            return malformed("its max_age is no number of seconds from 0 to " + LONGEST);
        }
        if (patterns.size() > MOST_PATTERNS) {
            return malformed("it names more than " + MOST_PATTERNS + " mail servers");
        }
        if (patterns.isEmpty() && mode.get() != Mode.NONE) {
            return malformed("it names no mail server (mx)");
        }
        var wrong = patterns.stream().filter(pattern -> !isPattern(pattern)).findFirst();
        return wrong.isPresent()
                ? malformed("no mail server can be called " + Foreign.text(wrong.get(), 60))
                : new Reading.Policy(new MtaStsPolicy(mode.get(), age.get(), patterns));
    }

    private static Reading malformed(String why) {
        return new Reading.Malformed(why);
    }

    private static Optional<Mode> mode(String value) {
        for (var mode : Mode.values()) {
            if (mode.toString().equals(value)) {
                return Optional.of(mode);
            }
        }
        return Optional.empty();
    }

    private static Optional<Long> maxAge(String value) {
        // RFC 8461 section 3.2: one to ten digits.
        boolean digits =
                !value.isEmpty() && value.length() <= 10 && value.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? Optional.of(Long.parseLong(value)).filter(age -> age <= LONGEST) : Optional.empty();
    }

    private static boolean isPattern(String pattern) {
        var name = pattern.startsWith("*.") ? pattern.substring(2) : pattern;
        return DomainName.of(name).isPresent();
    }

    /** Whether it allows this server (RFC 8461 section 4.1): a star stands for the leftmost label. */
    boolean allows(String host) {
        var name = host.toLowerCase(Locale.ROOT);
        int dot = name.indexOf('.');
        return patterns.stream()
                .anyMatch(pattern -> pattern.startsWith("*.")
                        ? dot > 0 && name.substring(dot).equals(pattern.substring(1))
                        : name.equals(pattern));
    }
}
