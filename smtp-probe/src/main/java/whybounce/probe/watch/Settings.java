package whybounce.probe.watch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.tomlj.TomlArray;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** One table of the file; what is wrong in it is noted, and left out. */
final class Settings {

    private static final Pattern DURATION = Pattern.compile("(\\d{1,6})([smhd])");

    private final TomlTable table;
    private final Mistakes mistakes;
    private final Optional<TomlPosition> begin;

    /**
     * A table.
     *
     * @param begin where it begins; the whole file begins with its first line
     */
    Settings(TomlTable table, Mistakes mistakes, Optional<TomlPosition> begin) {
        this.table = table;
        this.mistakes = mistakes;
        this.begin = begin;
    }

    /** A key that nobody reads is a slip. */
    void only(Set<String> known) {
        for (var key : table.keySet()) {
            if (!known.contains(key)) {
                wrong(key, "unknown key: " + key + "; there are " + String.join(", ", new TreeSet<>(known)));
            }
        }
    }

    void together(String key, String other) {
        if (table.contains(key)) {
            wrong(key, key + " goes with " + other);
        }
    }

    void wrong(String key, String words) {
        mistakes.at(line(key), words);
    }

    private int line(String key) {
        return Optional.ofNullable(table.inputPositionOf(List.of(key)))
                .or(() -> begin)
                .map(TomlPosition::line)
                .orElse(1);
    }

    private Optional<Object> value(String key) {
        return Optional.ofNullable(table.get(List.of(key)));
    }

    Optional<String> text(String key) {
        return value(key).flatMap(value -> {
            if (value instanceof String text && !text.isEmpty()) {
                return Optional.of(text);
            }
            wrong(key, key + " wants a text in quotes");
            return Optional.empty();
        });
    }

    List<String> texts(String key) {
        var texts = new ArrayList<String>();
        for (var value : values(key)) {
            if (value instanceof String text) {
                texts.add(text);
            } else {
                wrong(key, key + " wants a list of texts in quotes");
            }
        }
        return texts;
    }

    /** One number, or a list of them. */
    List<Integer> numbers(String key, int least, int most) {
        var numbers = new ArrayList<Integer>();
        for (var value : values(key)) {
            if (value instanceof Long number && number >= least && number <= most) {
                numbers.add(number.intValue());
            } else {
                wrong(key, key + " wants a number from " + least + " to " + most);
            }
        }
        return numbers;
    }

    private List<Object> values(String key) {
        return value(key)
                .map(value -> value instanceof TomlArray array ? array.toList() : List.of(value))
                .orElse(List.of());
    }

    /** {@code "30s"}, {@code "15m"}, {@code "6h"} or {@code "1d"}. */
    Optional<Duration> duration(String key) {
        return text(key).flatMap(text -> {
            var parts = DURATION.matcher(text);
            if (!parts.matches()) {
                wrong(key, key + " wants a time such as 30s, 15m, 6h or 1d: " + text);
                return Optional.empty();
            }
            long number = Long.parseLong(parts.group(1));
            return Optional.of(
                    switch (parts.group(2)) {
                        case "s" -> Duration.ofSeconds(number);
                        case "m" -> Duration.ofMinutes(number);
                        case "h" -> Duration.ofHours(number);
                        default -> Duration.ofDays(number);
                    });
        });
    }

    Optional<Settings> table(String key) {
        return value(key).flatMap(value -> {
            if (value instanceof TomlTable inner) {
                return Optional.of(within(inner, key));
            }
            wrong(key, key + " wants a table: [" + key + "]");
            return Optional.empty();
        });
    }

    List<Settings> tables(String key) {
        var tables = new ArrayList<Settings>();
        var all = value(key)
                .map(value -> value instanceof TomlArray array ? array.toList() : List.of(value))
                .orElse(List.of());
        for (int at = 0; at < all.size(); at++) {
            if (all.get(at) instanceof TomlTable inner) {
                tables.add(within(inner, key));
            } else {
                wrong(key, key + " wants tables: [[" + key + "]]");
            }
        }
        return tables;
    }

    /** Nothing tells where a table of a list begins but what stands in it. */
    private Settings within(TomlTable inner, String key) {
        var first = inner.keySet().stream()
                .flatMap(each -> Optional.ofNullable(inner.inputPositionOf(List.of(each))).stream())
                .min((one, other) -> Integer.compare(one.line(), other.line()));
        return new Settings(inner, mistakes, first.or(() -> Optional.ofNullable(table.inputPositionOf(List.of(key)))));
    }
}
