package whybounce.catalogue;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A catalogue in memory. */
final class LoadedCatalogue implements Catalogue {

    private static final String ENGLISH = "en";

    private final List<Cause> causes;
    private final Map<String, Cause> byId = new HashMap<>();
    private final Map<String, Later<Map<String, Words>>> words;
    private final Later<List<Rule>> rules;
    private final List<Provider> providers;
    private final List<BlockList> blockLists;
    private final Later<List<LookAlike>> lookAlikes;

    LoadedCatalogue(
            List<Cause> causes,
            List<Provider> providers,
            List<BlockList> blockLists,
            Later<List<Rule>> rules,
            Map<String, Later<Map<String, Words>>> words,
            Later<List<LookAlike>> lookAlikes) {
        this.causes = List.copyOf(causes);
        this.providers = List.copyOf(providers);
        this.blockLists = List.copyOf(blockLists);
        this.rules = rules;
        this.words = Map.copyOf(words);
        this.lookAlikes = lookAlikes;
        for (var cause : causes) {
            byId.put(cause.id(), cause);
        }
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
        var languages = languages(cause(causeId).id());
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
        return rules.get();
    }

    @Override
    public List<Provider> providers() {
        return providers;
    }

    @Override
    public List<BlockList> blockLists() {
        return blockLists;
    }

    @Override
    public List<LookAlike> lookAlikes() {
        return lookAlikes.get();
    }

    private Map<String, Words> languages(String causeId) {
        var later = words.get(causeId);
        return later == null ? Map.of() : later.get();
    }

    Map<String, Map<String, Words>> allWords() {
        var all = new HashMap<String, Map<String, Words>>();
        for (String causeId : words.keySet()) {
            all.put(causeId, languages(causeId));
        }
        return all;
    }
}
