package whybounce.catalogue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads and checks a folder of catalogue files. */
final class CatalogueReader {

    private static final Set<String> CAUSE_KEYS =
            Set.of("who_must_act", "bucket", "sender_resends", "suppress", "references", "rule");
    private static final Set<String> PROVIDER_KEYS =
            Set.of("name", "mx", "greeting", "tags", "wording", "links", "references", "rule");

    /** The language that every cause has. */
    private static final String ENGLISH = "en";

    private final Path root;
    private final List<Cause> causes = new ArrayList<>();
    private final Map<String, Map<String, Words>> words = new HashMap<>();
    private final List<DocumentedRule> rules = new ArrayList<>();
    private final List<Provider> providers = new ArrayList<>();
    private final List<BlockList> blockLists = new ArrayList<>();
    private final List<DocumentedLookAlike> lookAlikes = new ArrayList<>();
    private final Set<String> ruleIds = new HashSet<>();
    private final Set<String> providerIds = new TreeSet<>();

    private CatalogueReader(Path root) {
        this.root = root;
    }

    /**
     * Reads everything below a folder.
     *
     * @throws CatalogueFault when a file says what the catalogue does not know
     */
    static CatalogueSource read(Path root) throws IOException {
        return new CatalogueReader(root).read();
    }

    private CatalogueSource read() throws IOException {
        var ids = Files.readAllLines(root.resolve("causes.txt"));
        refuseStrangers(ids);
        var platforms = tomlFiles(root.resolve("providers"));
        platforms.forEach(file -> providerIds.add(withoutEnding(file)));
        for (String id : ids) {
            readCause(id);
        }
        for (Path file : platforms) {
            readProvider(file);
        }
        readBlockLists(TomlSource.read(root, root.resolve("lists.toml")));
        for (Path file : tomlFiles(root.resolve("look-alikes"))) {
            readLookAlike(file);
        }
        if (causes.isEmpty() || rules.isEmpty()) {
            throw new CatalogueFault(root + ": an empty catalogue");
        }
        return new CatalogueSource(causes, words, rules, providers, blockLists, lookAlikes);
    }

    private void readLookAlike(Path file) throws IOException {
        var toml = TomlSource.read(root, file);
        var known = causes.stream().map(Cause::id).collect(Collectors.toSet());
        var read = LookAlikeReader.read(toml, withoutEnding(file), known);
        for (var rule : read.rules()) {
            if (!ruleIds.add(rule.rule().id())) {
                throw toml.fault(
                        "rule", "a second rule with the id " + rule.rule().id());
            }
        }
        lookAlikes.add(read);
    }

    private void refuseStrangers(List<String> ids) throws IOException {
        try (Stream<Path> folders = Files.list(root.resolve("causes"))) {
            folders.map(folder -> folder.getFileName().toString())
                    .filter(name -> !ids.contains(name))
                    .findAny()
                    .ifPresent(name -> {
                        throw new CatalogueFault("causes/" + name + ": not in causes.txt");
                    });
        }
    }

    private void readCause(String id) throws IOException {
        var folder = root.resolve("causes").resolve(id);
        var toml = TomlSource.read(root, folder.resolve("cause.toml"));
        toml.allowOnly(CAUSE_KEYS);
        causes.add(new Cause(
                id,
                choice(Cause.Bucket.class, toml, "bucket"),
                choice(Actor.class, toml, "who_must_act"),
                toml.text("sender_resends"),
                choice(Cause.Suppress.class, toml, "suppress"),
                toml.texts("references")));
        for (var each : toml.tables("rule")) {
            rules.add(rule(each, id, Optional.empty()));
        }
        readWords(id, folder);
    }

    private void readWords(String id, Path folder) throws IOException {
        var languages = new HashMap<String, Words>();
        for (Path file : tomlFiles(folder)) {
            if (!file.endsWith("cause.toml")) {
                var toml = TomlSource.read(root, file);
                languages.put(withoutEnding(file), WordsReader.read(toml, providerIds));
            }
        }
        if (!languages.containsKey(ENGLISH)) {
            throw new CatalogueFault("causes/" + id + ": needs en.toml");
        }
        words.put(id, Map.copyOf(languages));
    }

    private void readProvider(Path file) throws IOException {
        var toml = TomlSource.read(root, file);
        toml.allowOnly(PROVIDER_KEYS);
        String id = withoutEnding(file);
        var wording = new ArrayList<>(toml.texts("wording"));
        wording.addAll(toml.texts("greeting"));
        providers.add(new Provider(
                id,
                toml.text("name"),
                toml.texts("mx"),
                toml.texts("tags"),
                wording,
                toml.texts("links"),
                toml.texts("references")));
        for (var each : toml.tables("rule")) {
            rules.add(rule(each, knownCause(each), Optional.of(id)));
        }
    }

    private String knownCause(TomlSource toml) {
        String cause = toml.text("cause");
        if (causes.stream().noneMatch(known -> known.id().equals(cause))) {
            throw toml.fault("cause", "the unknown cause " + cause);
        }
        return cause;
    }

    private DocumentedRule rule(TomlSource toml, String cause, Optional<String> provider) {
        var read = RuleReader.read(toml, cause, provider);
        if (!ruleIds.add(read.rule().id())) {
            throw toml.fault("id", "a second rule with this id");
        }
        return read;
    }

    private void readBlockLists(TomlSource toml) {
        toml.allowOnly(Set.of("list"));
        for (var each : toml.tables("list")) {
            each.allowOnly(Set.of("name", "kind", "phrases"));
            blockLists.add(new BlockList(
                    each.text("name"), choice(BlockList.Kind.class, each, "kind"), each.texts("phrases")));
        }
    }

    private static <E extends Enum<E>> E choice(Class<E> type, TomlSource toml, String key) {
        return given(type, toml, key).orElseThrow();
    }

    /** The value of that name; empty where there is none and the mistake was told. */
    static <E extends Enum<E>> Optional<E> given(Class<E> type, TomlSource toml, String key) {
        String text = toml.text(key);
        try {
            return Optional.of(Enum.valueOf(type, text.toUpperCase(Locale.ROOT).replace('-', '_')));
        } catch (IllegalArgumentException unknown) {
            toml.report(key, key + " cannot be \"" + text + "\"");
            return Optional.empty();
        }
    }

    private static String withoutEnding(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.length() - ".toml".length());
    }

    private static List<Path> tomlFiles(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".toml"))
                    .sorted()
                    .toList();
        }
    }
}
