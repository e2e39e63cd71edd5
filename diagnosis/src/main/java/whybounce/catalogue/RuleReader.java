package whybounce.catalogue;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads one {@code [[rule]]}. */
final class RuleReader {

    private static final Set<String> KEYS = Set.of(
            "id",
            "cause",
            "codes",
            "status",
            "phrases",
            "with",
            "all",
            "none",
            "stages",
            "not_stages",
            "list",
            "weak",
            "source",
            "checked",
            "examples",
            "not");

    private static final Predicate<String> CODE =
            Pattern.compile("[245]([0-9][0-9x]|xx)").asMatchPredicate();
    private static final Predicate<String> STATUS = Pattern.compile(
                    "none|[245x]\\.(0|[1-9]\\d{0,2})\\.(0|[1-9]\\d{0,2})")
            .asMatchPredicate();

    private RuleReader() {}

    static DocumentedRule read(TomlSource toml, String cause, Optional<String> provider) {
        toml.allowOnly(KEYS);
        var rule = new Rule(toml.text("id"), cause, provider, when(toml), toml.text("source"), date(toml));
        return new DocumentedRule(rule, someTexts(toml, "examples"), someTexts(toml, "not"));
    }

    /**
     * Reads a rule of an operator: it may do without source and near misses.
     *
     * @param keys those of its own that it may have besides
     */
    static DocumentedRule readOwn(
            TomlSource toml, Set<String> keys, String id, String cause, Optional<String> provider) {
        toml.allowOnly(Stream.concat(KEYS.stream(), keys.stream()).collect(Collectors.toSet()));
        var rule = new Rule(id, cause, provider, when(toml), toml.text("source", ""), date(toml));
        boolean codesOnly = !rule.when().asksForWords() && (toml.has("codes") || toml.has("status"));
        if (provider.isEmpty() && codesOnly) {
            toml.report("id", "would decide any server's reply with such a code: needs phrases, all, list or provider");
        }
        return new DocumentedRule(rule, someTexts(toml, "examples"), toml.texts("not"));
    }

    private static Rule.When when(TomlSource toml) {
        var when = new Rule.When(
                formed(toml, "codes", CODE, "\"550\", \"55x\", \"5xx\""),
                formed(toml, "status", STATUS, "\"5.7.1\", \"x.7.1\", \"none\""),
                toml.texts("phrases"),
                toml.texts("with"),
                toml.texts("all"),
                toml.texts("none"),
                toml.texts("stages"),
                toml.texts("not_stages"),
                toml.has("list") ? CatalogueReader.given(BlockList.Kind.class, toml, "list") : Optional.empty(),
                turn(toml));
        if (when.codes().isEmpty() && when.statuses().isEmpty() && !when.asksForWords()) {
            // Whatever a platform says, of whatever cause: no such rule is right.
            toml.report(
                    "id",
                    (toml.has("provider") ? "asks for a provider only" : "asks for nothing")
                            + ": needs codes, status, phrases, all or list");
        }
        if (!when.with().isEmpty() && when.phrases().isEmpty()) {
            toml.report("with", "with needs phrases that it goes with");
        }
        return when;
    }

    private static Rule.Turn turn(TomlSource toml) {
        return switch (toml.text("weak", "no")) {
            case "no" -> Rule.Turn.FIRST;
            case "yes" -> Rule.Turn.LATER;
            case "last" -> Rule.Turn.LAST;
            default -> {
                toml.report("weak", "weak must be \"no\", \"yes\" or \"last\"");
                yield Rule.Turn.FIRST;
            }
        };
    }

    private static List<String> formed(TomlSource toml, String key, Predicate<String> form, String shape) {
        var texts = toml.texts(key);
        for (int i = 0; i < texts.size(); i++) {
            if (!form.test(texts.get(i))) {
                toml.report(key, i, key + " cannot hold \"" + texts.get(i) + "\", only such as " + shape);
            }
        }
        return texts;
    }

    private static List<String> someTexts(TomlSource toml, String key) {
        var texts = toml.texts(key);
        if (texts.isEmpty()) {
            toml.report(key, "needs one at least in " + key);
        }
        return texts;
    }

    private static Optional<String> date(TomlSource toml) {
        if (!toml.has("checked")) {
            return Optional.empty();
        }
        String text = toml.text("checked");
        try {
            return Optional.of(LocalDate.parse(text).toString());
        } catch (DateTimeException notADate) {
            toml.report("checked", "checked must be a date such as 2026-11-21");
            return Optional.empty();
        }
    }
}
