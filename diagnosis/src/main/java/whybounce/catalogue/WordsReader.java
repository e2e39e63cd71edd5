package whybounce.catalogue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the words of one cause in one language. */
final class WordsReader {

    private static final Set<String> VARIANT_KEYS =
            Set.of("headline", "happened", "delayed", "sender", "foreign", "postmaster", "postmaster_steps");

    private static final Set<String> KEYS =
            Set.of("headline", "happened", "delayed", "sender", "foreign", "postmaster", "postmaster_steps", "variant");

    private WordsReader() {}

    /**
     * Reads a file of words.
     *
     * @param providers the ids of the platforms for which there may be variants
     */
    static Words read(TomlSource toml, Set<String> providers) {
        toml.allowOnly(KEYS);
        var usual = new Words(
                template(toml, "headline", toml.text("headline")),
                template(toml, "happened", toml.text("happened")),
                template(toml, "delayed", toml.text("delayed", "")),
                templates(toml, "sender"),
                templates(toml, "foreign"),
                template(toml, "postmaster", toml.text("postmaster")),
                templates(toml, "postmaster_steps"));
        return with(usual, variants(toml, usual, providers));
    }

    private static Map<String, Words> variants(TomlSource toml, Words usual, Set<String> providers) {
        var variants = new HashMap<String, Words>();
        toml.named("variant").forEach((name, variant) -> {
            if (Circumstance.of(name).isEmpty() && !providers.contains(name)) {
                throw variant.fault("neither a provider nor one of " + circumstances());
            }
            variants.put(name, variant(variant, usual));
        });
        return variants;
    }

    private static Words variant(TomlSource toml, Words usual) {
        toml.allowOnly(VARIANT_KEYS);
        if (VARIANT_KEYS.stream().noneMatch(toml::has)) {
            throw toml.fault("changes nothing");
        }
        return new Words(
                text(toml, "headline", usual.headline()),
                text(toml, "happened", usual.happened()),
                text(toml, "delayed", usual.delayed()),
                steps(toml, "sender", usual.senderSteps()),
                steps(toml, "foreign", usual.foreignSteps()),
                text(toml, "postmaster", usual.postmaster()),
                steps(toml, "postmaster_steps", usual.postmasterSteps()));
    }

    private static Words with(Words usual, Map<String, Words> variants) {
        return new Words(
                usual.headline(),
                usual.happened(),
                usual.delayed(),
                usual.senderSteps(),
                usual.foreignSteps(),
                usual.postmaster(),
                usual.postmasterSteps(),
                variants);
    }

    private static String text(TomlSource toml, String key, String otherwise) {
        return toml.has(key) ? template(toml, key, toml.text(key)) : otherwise;
    }

    private static List<String> steps(TomlSource toml, String key, List<String> otherwise) {
        return toml.has(key) ? templates(toml, key) : otherwise;
    }

    private static List<String> templates(TomlSource toml, String key) {
        return toml.texts(key).stream().map(text -> template(toml, key, text)).toList();
    }

    private static String template(TomlSource toml, String key, String text) {
        Templates.problems(text).findFirst().ifPresent(problem -> {
            throw toml.fault(key, problem);
        });
        return text;
    }

    private static String circumstances() {
        return Arrays.stream(Circumstance.values()).map(Circumstance::id).collect(Collectors.joining(", "));
    }
}
