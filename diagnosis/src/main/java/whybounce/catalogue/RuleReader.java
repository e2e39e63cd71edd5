package whybounce.catalogue;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Reads one {@code [[rule]]}. */
final class RuleReader {

    private static final Set<String> KEYS = Set.of(
            "id",
            "cause",
            "codes",
            "status",
            "phrases",
            "all",
            "none",
            "stages",
            "not_stages",
            "list",
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

    private static Rule.When when(TomlSource toml) {
        var when = new Rule.When(
                formed(toml, "codes", CODE),
                formed(toml, "status", STATUS),
                toml.texts("phrases"),
                toml.texts("all"),
                toml.texts("none"),
                toml.texts("stages"),
                toml.texts("not_stages"),
                toml.has("list")
                        ? Optional.of(CatalogueReader.choice(BlockList.Kind.class, toml, "list"))
                        : Optional.empty());
        if (when.codes().isEmpty() && when.statuses().isEmpty() && !when.asksForWords()) {
            throw toml.fault("id", "asks for nothing: needs codes, status, phrases, all or list");
        }
        return when;
    }

    private static List<String> formed(TomlSource toml, String key, Predicate<String> form) {
        var texts = toml.texts(key);
        for (String text : texts) {
            if (!form.test(text)) {
                throw toml.fault(key, key + " cannot hold \"" + text + "\"");
            }
        }
        return texts;
    }

    private static List<String> someTexts(TomlSource toml, String key) {
        var texts = toml.texts(key);
        if (texts.isEmpty()) {
            throw toml.fault(key, "needs one at least in " + key);
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
            throw toml.fault("checked", "checked must be a date such as 2026-11-21");
        }
    }
}
