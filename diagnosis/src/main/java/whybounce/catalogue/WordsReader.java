package whybounce.catalogue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the words of one cause in one language. */
final class WordsReader {

    private static final Set<String> VARIANT_KEYS =
            Set.of("headline", "happened", "delayed", "sender", "foreign", "postmaster", "postmaster_steps");

    private static final Set<String> KEYS =
            Set.of("headline", "happened", "delayed", "sender", "foreign", "postmaster", "postmaster_steps", "variant");

    private static final Set<String> TEXTS = Set.of("headline", "happened", "delayed", "postmaster");

    private static final Set<String> STEPS = Set.of("sender", "foreign", "postmaster_steps");

    private static final Pattern LINE_BREAK = Pattern.compile("(?<![ \\t])[ \\t]*+\\R\\s*+");

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
        return usual.with(variants(toml, usual, providers));
    }

    private static Map<String, Words> variants(TomlSource toml, Words usual, Set<String> providers) {
        var variants = new HashMap<String, Words>();
        toml.named("variant").forEach((name, variant) -> {
            allow(name, variant, providers);
            variants.put(name, variant(variant, usual));
        });
        return variants;
    }

    private static void allow(String name, TomlSource variant, Set<String> providers) {
        if (Circumstance.of(name).isEmpty() && !providers.contains(name)) {
            variant.report("neither a provider nor one of " + circumstances() + Nearest.hint(name, providers));
        }
    }

    private static Words variant(TomlSource toml, Words usual) {
        toml.allowOnly(VARIANT_KEYS);
        refuseNothing(toml, VARIANT_KEYS);
        return new Words(
                text(toml, "headline", usual.headline()),
                text(toml, "happened", usual.happened()),
                text(toml, "delayed", usual.delayed()),
                steps(toml, "sender", usual.senderSteps()),
                steps(toml, "foreign", usual.foreignSteps()),
                text(toml, "postmaster", usual.postmaster()),
                steps(toml, "postmaster_steps", usual.postmasterSteps()));
    }

    private static void refuseNothing(TomlSource toml, Set<String> keys) {
        if (keys.stream().noneMatch(toml::has)) {
            toml.report("changes nothing");
        }
    }

    /**
     * Reads what an operator puts in place of our words.
     *
     * @param providers the ids of the platforms for which there may be variants; empty where there may be none at all
     */
    static WordsChange change(TomlSource toml, Set<String> providers) {
        var keys = providers.isEmpty() ? VARIANT_KEYS : KEYS;
        toml.allowOnly(keys);
        refuseNothing(toml, keys);
        var variants = new HashMap<String, WordsChange>();
        if (!providers.isEmpty()) {
            toml.named("variant").forEach((name, variant) -> {
                allow(name, variant, providers);
                variants.put(name, change(variant, Set.of()));
            });
        }
        return new WordsChange(
                changed(toml, TEXTS, WordsReader::sentence), changed(toml, STEPS, WordsReader::someSteps), variants);
    }

    private static <T> Map<String, T> changed(
            TomlSource toml, Set<String> keys, BiFunction<TomlSource, String, T> read) {
        return keys.stream().filter(toml::has).collect(Collectors.toMap(key -> key, key -> read.apply(toml, key)));
    }

    /** A long text may be written over several lines. */
    private static String sentence(TomlSource toml, String key) {
        String text =
                template(toml, key, LINE_BREAK.matcher(toml.text(key).strip()).replaceAll(" "));
        if (text.isEmpty()) {
            toml.report(key, key + " is empty");
        }
        return text;
    }

    private static String text(TomlSource toml, String key, String otherwise) {
        return toml.has(key) ? template(toml, key, toml.text(key)) : otherwise;
    }

    private static List<String> steps(TomlSource toml, String key, List<String> otherwise) {
        return toml.has(key) ? templates(toml, key) : otherwise;
    }

    /** An empty list would tell nothing, where ours tells something. */
    private static List<String> someSteps(TomlSource toml, String key) {
        if (toml.isEmptyList(key)) {
            toml.report(key, key + " is empty: leave it out, and what stands there otherwise is told");
        }
        var steps = templates(toml, key);
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).isBlank()) {
                toml.report(key, i, key + " holds an empty step");
            }
        }
        return steps.stream().map(step -> step.replace("\r\n", "\n")).toList();
    }

    private static List<String> templates(TomlSource toml, String key) {
        var texts = toml.texts(key);
        for (int i = 0; i < texts.size(); i++) {
            for (String problem : Templates.problems(texts.get(i)).toList()) {
                toml.report(key, i, problem);
            }
        }
        return texts;
    }

    private static String template(TomlSource toml, String key, String text) {
        Templates.problems(text).findFirst().ifPresent(problem -> toml.report(key, problem));
        return text;
    }

    private static String circumstances() {
        return Arrays.stream(Circumstance.values()).map(Circumstance::id).collect(Collectors.joining(", "));
    }
}
