package whybounce.catalogue;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A catalogue in memory. */
final class LoadedCatalogue implements Catalogue {

    private static final String ENGLISH = "en";

    private final List<Cause> causes;
    private final Map<String, Cause> byId;
    private final Map<String, Map<String, Words>> words;
    private final List<Rule> rules;
    private final List<Provider> providers;
    private final List<BlockList> blockLists;

    LoadedCatalogue(
            List<Cause> causes,
            Map<String, Map<String, Words>> words,
            List<Rule> rules,
            List<Provider> providers,
            List<BlockList> blockLists) {
        this.causes = List.copyOf(causes);
        this.byId = causes.stream().collect(Collectors.toMap(Cause::id, Function.identity()));
        this.words = Map.copyOf(words);
        this.rules = List.copyOf(rules);
        this.providers = List.copyOf(providers);
        this.blockLists = List.copyOf(blockLists);
    }

    @Override
    public List<Cause> causes() {
        return causes;
    }

    @Override
    public Cause cause(String id) {
        var cause = byId.get(id);
        if (cause == null) {
            throw new IllegalArgumentException("no cause " + id);
        }
        return cause;
    }

    @Override
    public Words words(String causeId, Locale locale) {
        var languages = words.getOrDefault(cause(causeId).id(), Map.of());
        for (String tag : List.of(locale.toLanguageTag(), locale.getLanguage(), ENGLISH)) {
            var found = languages.get(tag);
            if (found != null) {
                return found;
            }
        }
        throw new IllegalStateException("no words for " + causeId);
    }

    @Override
    public List<Rule> rules() {
        return rules;
    }

    @Override
    public List<Provider> providers() {
        return providers;
    }

    @Override
    public List<BlockList> blockLists() {
        return blockLists;
    }

    Map<String, Map<String, Words>> allWords() {
        return words;
    }
}
