package whybounce.catalogue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** A table of a TOML file; every value in our files is a quoted string or a list of them. */
final class TomlSource {

    private final TomlTable table;
    private final String file;
    private final int line;
    private final String within;

    private TomlSource(TomlTable table, String file, int line, String within) {
        this.table = table;
        this.file = file;
        this.line = line;
        this.within = within;
    }

    /**
     * Reads a file.
     *
     * @param root the folder below which messages name the file
     */
    static TomlSource read(Path root, Path file) throws IOException {
        String name = root.relativize(file).toString();
        var result = Toml.parse(file);
        for (var error : result.errors()) {
            throw new CatalogueFault(name, error.position().line(), "not TOML: " + error.getMessage());
        }
        return new TomlSource(result, name, 1, "");
    }

    /** Refuses keys that nobody reads: a misspelt key would be a condition that silently does not hold. */
    void allowOnly(Set<String> keys) {
        for (String key : table.keySet()) {
            if (!keys.contains(key)) {
                throw fault(key, "unknown key " + key);
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
        throw fault(key, value == null ? "needs " + key : key + " must be a quoted string");
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
            if (!(array.get(i) instanceof String text)) {
                throw new CatalogueFault(
                        file, lineOf(array.inputPositionOf(i)), inContext(key + " must hold quoted strings only"));
            }
            texts.add(text);
        }
        return texts;
    }

    List<TomlSource> tables(String key) {
        if (!has(key)) {
            return List.of();
        }
        var array = array(key);
        var tables = new ArrayList<TomlSource>();
        for (int i = 0; i < array.size(); i++) {
            if (!(array.get(i) instanceof TomlTable each)) {
                throw fault(key, key + " must be written as [[" + key + "]]");
            }
            tables.add(new TomlSource(each, file, lineOf(array.inputPositionOf(i)), within));
        }
        return tables;
    }

    /** The tables below a table, {@code [key.name]}, by name, in the order of the file. */
    Map<String, TomlSource> named(String key) {
        if (!has(key)) {
            return Map.of();
        }
        if (!(table.get(List.of(key)) instanceof TomlTable all)) {
            throw fault(key, key + " must be written as [" + key + ".<name>]");
        }
        var tables = new LinkedHashMap<String, TomlSource>();
        for (String name : all.keySet()) {
            var position = all.inputPositionOf(List.of(name));
            int at = position == null ? line : position.line();
            if (!(all.get(List.of(name)) instanceof TomlTable each)) {
                throw new CatalogueFault(file, at, key + " must be written as [" + key + ".<name>]");
            }
            tables.put(name, new TomlSource(each, file, at, key + " " + name + ": "));
        }
        return tables;
    }

    /** A fault of the table itself. */
    CatalogueFault fault(String problem) {
        return new CatalogueFault(file, line, inContext(problem));
    }

    CatalogueFault fault(String key, String problem) {
        var position = table.inputPositionOf(List.of(key));
        return new CatalogueFault(file, position == null ? line : position.line(), inContext(problem));
    }

    private TomlArray array(String key) {
        if (table.get(List.of(key)) instanceof TomlArray array) {
            return array;
        }
        throw fault(key, key + " must be a list");
    }

    private String inContext(String problem) {
        return table.get(List.of("id")) instanceof String id ? "rule " + id + ": " + problem : within + problem;
    }

    private int lineOf(TomlPosition position) {
        return position.line();
    }
}
