package whybounce.catalogue;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads one file of {@code look-alikes/}. */
final class LookAlikeReader {

    private static final Set<String> KEYS = Set.of(
            "shown_by",
            "headline",
            "meaning",
            "steps",
            "administrator",
            "confused_with",
            "difference",
            "wraps_answer",
            "references",
            "rule");

    private LookAlikeReader() {}

    /**
     * Reads a look-alike.
     *
     * @param causes ids of all causes
     */
    static DocumentedLookAlike read(TomlSource toml, String id, Set<String> causes) {
        toml.allowOnly(KEYS);
        var rules = toml.tables("rule").stream()
                .map(rule -> RuleReader.read(rule, id, Optional.empty()))
                .toList();
        if (rules.isEmpty()) {
            throw toml.fault("needs a rule");
        }
        return new DocumentedLookAlike(
                new LookAlike(
                        id,
                        toml.text("shown_by"),
                        toml.text("headline"),
                        toml.text("meaning"),
                        toml.texts("steps"),
                        toml.texts("administrator"),
                        known(toml, causes),
                        toml.text("difference", ""),
                        toml.text("wraps_answer", "no").equals("yes"),
                        toml.texts("references"),
                        rules.stream().map(DocumentedRule::rule).toList()),
                rules);
    }

    private static List<String> known(TomlSource toml, Set<String> causes) {
        var confusedWith = toml.texts("confused_with");
        for (String cause : confusedWith) {
            if (!causes.contains(cause)) {
                throw toml.fault("confused_with", "the unknown cause " + cause);
            }
        }
        return confusedWith;
    }
}
