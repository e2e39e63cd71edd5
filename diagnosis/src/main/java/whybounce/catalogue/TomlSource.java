package whybounce.catalogue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** A table of a TOML file; every value in our files is a quoted string or a list of them. */
final class TomlSource {

    private static final TomlTable EMPTY = Toml.parse("");
    private static final TomlArray NOTHING =
            Objects.requireNonNull(Toml.parse("a = []").getArray("a"));

    private final TomlTable table;
    private final Origin file;
    private final int line;
    private final String within;
    private final Faults faults;

    private TomlSource(TomlTable table, Origin file, int line, String within, Faults faults) {
        this.table = table;
        this.file = file;
        this.line = line;
        this.within = within;
        this.faults = faults;
    }

    /** The file with its lines as they are written. */
    private record Origin(String name, List<String> lines) {

        /** The parser takes the ends of lines in front of a value for a part of it, and comments too. */
        int lineOf(TomlPosition value) {
            int line = value.line();
            int column = value.column();
            while (line < lines.size() && isBehindValues(lines.get(line - 1), column - 1)) {
                line++;
                column = 1;
            }
            return line;
        }

        private static boolean isBehindValues(String line, int column) {
            String rest = line.substring(Math.min(column, line.length())).strip();
            return rest.isEmpty() || rest.startsWith("#");
        }
    }

    /** Where mistakes are told; reading goes on behind one that is not thrown. */
    @FunctionalInterface
    interface Faults {

        /** The first mistake is the last. */
        Faults THROWN = fault -> {
            throw fault;
        };

        void found(CatalogueFault fault);
    }

    /**
     * Reads a file.
     *
     * @param root the folder below which messages name the file
     */
    static TomlSource read(Path root, Path file) throws IOException {
        return read(root.relativize(file).toString(), Files.readString(file), Faults.THROWN);
    }

    /**
     * Reads a text.
     *
     * @return an empty table where it is no TOML at all, which was told then
     */
    static TomlSource read(String name, String text, Faults faults) {
        TomlTable table = EMPTY;
        try {
            var result = Toml.parse(text);
            for (var error : result.errors()) {
                faults.found(new CatalogueFault(name, error.position().line(), "not TOML: " + error.getMessage()));
            }
            if (!result.hasErrors()) {
                table = result;
            }
        } catch (StackOverflowError | AssertionError | RuntimeException broken) {
            if (broken instanceof CatalogueFault fault) {
                throw fault;
            }
            // The parser calls itself for each bracket within brackets, and stumbles over half an escape sequence.
            faults.found(new CatalogueFault(name, 1, "not TOML: too deep, or a backslash that means nothing"));
        }
        return new TomlSource(table, new Origin(name, text.lines().toList()), 1, "", faults);
    }

    /** Refuses keys that nobody reads: a misspelt key would be a condition that silently does not hold. */
    void allowOnly(Set<String> keys) {
        for (String key : table.keySet()) {
            if (!keys.contains(key)) {
                report(key, "unknown key " + key + Nearest.hint(key, keys));
            }
        }
    }

    boolean has(String key) {
        return table.contains(List.of(key));
    }

    String text(String key) {
        Object value = table.get(List.of(key));
        if (value instanceof String text) {
            return text;
        }
        report(key, value == null ? "needs " + key : key + " must be a quoted string");
        return "";
    }

    String text(String key, String otherwise) {
        return has(key) ? text(key) : otherwise;
    }

    /** The strings of a list; empty where there is no such key. */
    List<String> texts(String key) {
        if (!has(key)) {
            return List.of();
        }
        var array = array(key);
        var texts = new ArrayList<String>();
        for (int i = 0; i < array.size(); i++) {
            // 5.10 without quotes is 5.1 in TOML: nothing but quoted strings.
            if (array.get(i) instanceof String text) {
                texts.add(text);
            } else {
                report(key, i, key + " must hold quoted strings only");
            }
        }
        return texts;
    }

    boolean isEmptyList(String key) {
        return table.get(List.of(key)) instanceof TomlArray array && array.isEmpty();
    }

    List<TomlSource> tables(String key) {
        if (!has(key)) {
            return List.of();
        }
        var array = array(key);
        var tables = new ArrayList<TomlSource>();
        for (int i = 0; i < array.size(); i++) {
            if (array.get(i) instanceof TomlTable each) {
                tables.add(new TomlSource(each, file, file.lineOf(array.inputPositionOf(i)), within, faults));
            } else {
                report(key, key + " must be written as [[" + key + "]]");
            }
        }
        return tables;
    }

    /** The tables below a table, {@code [key.name]}, by name, in the order of the file. */
    Map<String, TomlSource> named(String key) {
        if (!has(key)) {
            return Map.of();
        }
        if (!(table.get(List.of(key)) instanceof TomlTable all)) {
            report(key, key + " must be written as [" + key + ".<name>]");
            return Map.of();
        }
        var tables = new LinkedHashMap<String, TomlSource>();
        for (String name : all.keySet()) {
            var position = all.inputPositionOf(List.of(name));
            int at = position == null ? line : position.line();
            if (all.get(List.of(name)) instanceof TomlTable each) {
                tables.put(name, new TomlSource(each, file, at, within + key + " " + name + ": ", faults));
            } else {
                faults.found(
                        new CatalogueFault(file.name(), at, within + key + " must be written as [" + key + ".<name>]"));
            }
        }
        return tables;
    }

    /** The one table below, {@code [rule.words]} within a rule. */
    Optional<TomlSource> table(String key) {
        if (!has(key)) {
            return Optional.empty();
        }
        if (table.get(List.of(key)) instanceof TomlTable each) {
            return Optional.of(new TomlSource(each, file, lineOf(key), inContext(key + ": "), faults));
        }
        report(key, key + " must be a table");
        return Optional.empty();
    }

    /** A fault of the table itself. */
    CatalogueFault fault(String problem) {
        return new CatalogueFault(file.name(), line, inContext(problem));
    }

    CatalogueFault fault(String key, String problem) {
        return new CatalogueFault(file.name(), lineOf(key), inContext(problem));
    }

    /** A fault of one of the values of a list. */
    CatalogueFault fault(String key, int index, String problem) {
        int at = table.get(List.of(key)) instanceof TomlArray array && index < array.size()
                ? file.lineOf(array.inputPositionOf(index))
                : lineOf(key);
        return new CatalogueFault(file.name(), at, inContext(problem));
    }

    /** Tells a mistake of the table itself. */
    void report(String problem) {
        faults.found(fault(problem));
    }

    /** Tells a mistake; comes back only where reading is to go on. */
    void report(String key, String problem) {
        faults.found(fault(key, problem));
    }

    /** As {@link #report(String, String)}, of one of the values of a list. */
    void report(String key, int index, String problem) {
        faults.found(fault(key, index, problem));
    }

    private TomlArray array(String key) {
        if (table.get(List.of(key)) instanceof TomlArray array) {
            return array;
        }
        report(key, key + " must be a list");
        return NOTHING;
    }

    private String inContext(String problem) {
        return table.get(List.of("id")) instanceof String id ? "rule " + id + ": " + problem : within + problem;
    }

    private int lineOf(String key) {
        var position = table.inputPositionOf(List.of(key));
        return position == null ? line : position.line();
    }
}
