package whybounce.catalogue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import whybounce.catalogue.OwnCatalogue.OwnWords;
import whybounce.catalogue.OwnCatalogue.RuleWords;

/** Makes sense of an operator's files, and of what is wrong in them. */
final class OwnReader {

    /** Far more than a person writes; all are tried at each change. */
    static final int MAX_RULES = 500;

    private static final Set<String> KEYS = Set.of("language", "rule", "words");

    /** What a rule of an operator may have and one of ours may not. */
    private static final Set<String> RULE_KEYS = Set.of("provider", "words");

    /** It stands in logs and on pages. */
    private static final Predicate<String> ID =
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}").asMatchPredicate();

    private final Catalogue shipped;
    private final Set<String> causes;
    private final Set<String> providers;
    private final List<OwnRule> rules = new ArrayList<>();
    private final Map<String, Map<String, WordsChange>> byCause = new HashMap<>();
    private final Map<String, RuleWords> byRule = new HashMap<>();
    private final Set<String> ids = new HashSet<>();
    private final List<CatalogueFault> faults;
    private int count;

    private OwnReader(Catalogue shipped, List<CatalogueFault> faults) {
        this.shipped = shipped;
        this.causes = shipped.causes().stream().map(Cause::id).collect(Collectors.toSet());
        this.providers = shipped.providers().stream().map(Provider::id).collect(Collectors.toSet());
        this.faults = new ArrayList<>(faults);
    }

    static OwnFolder read(OwnFiles files, Catalogue shipped) {
        var reader = new OwnReader(shipped, files.faults());
        files.texts().forEach(reader::file);
        return new OwnFolder(
                reader.shipped,
                List.copyOf(files.texts().keySet()),
                reader.rules,
                new OwnWords(reader.byCause, reader.byRule),
                reader.faults);
    }

    private void file(String name, String text) {
        var toml = TomlSource.read(name, text, faults::add);
        toml.allowOnly(KEYS);
        String language = language(toml);
        toml.named("words").forEach((cause, words) -> words(cause, language, words));
        toml.tables("rule").forEach(rule -> rule(rule, language));
    }

    private String language(TomlSource toml) {
        String language = toml.text("language", "en");
        if (!Locale.forLanguageTag(language).toLanguageTag().equals(language)) {
            toml.report("language", "language cannot be \"" + language + "\", only such as \"en\" or \"de\"");
        }
        return language;
    }

    private void words(String cause, String language, TomlSource toml) {
        if (!causes.contains(cause)) {
            toml.report("there is no cause " + cause + Nearest.hint(cause, causes));
        }
        var change = WordsReader.change(toml, providers);
        if (byCause.computeIfAbsent(cause, added -> new HashMap<>()).put(language, change) != null) {
            toml.report("stands in another file already");
        }
    }

    private void rule(TomlSource toml, String language) {
        if (++count > MAX_RULES) {
            if (count == MAX_RULES + 1) {
                toml.report("id", "one too many: " + MAX_RULES + " rules at most are read");
            }
            return;
        }
        int before = faults.size();
        String id = OwnRule.PREFIX + id(toml);
        String cause = known("cause", toml.text("cause"), causes, toml);
        var provider = toml.has("provider")
                ? Optional.of(known("provider", toml.text("provider"), providers, toml))
                : Optional.<String>empty();
        var rule = RuleReader.readOwn(toml, RULE_KEYS, id, cause, provider);
        toml.table("words")
                .ifPresent(words -> byRule.put(id, new RuleWords(language, WordsReader.change(words, Set.of()))));
        if (faults.size() == before) {
            rules.add(new OwnRule(rule, toml));
        }
    }

    private String id(TomlSource toml) {
        String id = toml.text("id");
        if (toml.has("id") && !ID.test(id)) {
            toml.report("id", "id cannot be \"" + id + "\": letters, digits, dots and hyphens only, 64 at most");
        } else if (!ids.add(id)) {
            toml.report("id", "a second rule with this id");
        }
        return id;
    }

    private static String known(String key, String name, Set<String> known, TomlSource toml) {
        if (toml.has(key) && !known.contains(name)) {
            toml.report(key, "there is no " + key + " " + name + Nearest.hint(name, known));
        }
        return name;
    }
}
