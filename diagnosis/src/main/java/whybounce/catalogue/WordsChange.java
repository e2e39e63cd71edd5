package whybounce.catalogue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What an operator put in place of the words of a cause; all else stays.
 *
 * @param texts by their key in the file
 * @param steps by their key in the file
 * @param variants by the id of a {@link Circumstance} or of a {@link Provider}
 */
record WordsChange(Map<String, String> texts, Map<String, List<String>> steps, Map<String, WordsChange> variants) {

    WordsChange {
        texts = Map.copyOf(texts);
        steps = Map.copyOf(steps);
        variants = Map.copyOf(variants);
    }

    /**
     * The changed words. What is changed for a cause is changed for each provider too; what an attempt itself showed tells
     * another story, and keeps what it says differently.
     */
    Words on(Words words) {
        var variants = new HashMap<String, Words>();
        words.variants()
                .forEach((name, variant) -> variants.put(
                        name,
                        Circumstance.of(name).isPresent()
                                ? without(variant, words).plain(variant)
                                : plain(variant)));
        var usual = plain(words);
        this.variants.forEach((name, change) -> variants.put(name, change.plain(variants.getOrDefault(name, usual))));
        return usual.with(variants);
    }

    /** The changed words, whoever spoke and whatever the attempt showed. */
    Words everywhere(Words words) {
        var variants = new HashMap<String, Words>();
        words.variants().forEach((name, variant) -> variants.put(name, plain(variant)));
        return plain(words).with(variants);
    }

    private Words plain(Words words) {
        return new Words(
                text("headline", words.headline()),
                text("happened", words.happened()),
                text("delayed", words.delayed()),
                steps("sender", words.senderSteps()),
                steps("foreign", foreign(words)),
                text("postmaster", words.postmaster()),
                steps("postmaster_steps", words.postmasterSteps()));
    }

    /** Advice for one's own people, such as a telephone number, is none for senders elsewhere: they keep ours. */
    private List<String> foreign(Words words) {
        return steps.containsKey("sender") && words.foreignSteps().isEmpty()
                ? words.senderSteps()
                : words.foreignSteps();
    }

    /** This change without what the variant says itself. */
    private WordsChange without(Words variant, Words usual) {
        var texts = new HashMap<>(this.texts);
        var steps = new HashMap<>(this.steps);
        texts.keySet().removeIf(key -> !text(key, variant).equals(text(key, usual)));
        steps.keySet().removeIf(key -> !steps(key, variant).equals(steps(key, usual)));
        return new WordsChange(texts, steps, Map.of());
    }

    private static String text(String key, Words words) {
        return switch (key) {
            case "headline" -> words.headline();
            case "happened" -> words.happened();
            case "delayed" -> words.delayed();
            default -> words.postmaster();
        };
    }

    private static List<String> steps(String key, Words words) {
        return switch (key) {
            case "sender" -> words.senderSteps();
            case "foreign" -> words.foreignSteps();
            default -> words.postmasterSteps();
        };
    }

    private String text(String key, String otherwise) {
        return texts.getOrDefault(key, otherwise);
    }

    private List<String> steps(String key, List<String> otherwise) {
        return steps.getOrDefault(key, otherwise);
    }
}
