package whybounce.catalogue;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Everything that the catalogue's files say.
 *
 * @param words by cause id, then by language tag
 */
record CatalogueSource(
        List<Cause> causes,
        Map<String, Map<String, Words>> words,
        List<DocumentedRule> rules,
        List<Provider> providers,
        List<BlockList> blockLists,
        List<DocumentedLookAlike> lookAlikes) {

    CatalogueSource {
        causes = List.copyOf(causes);
        words = Map.copyOf(words);
        rules = List.copyOf(rules);
        providers = List.copyOf(providers);
        blockLists = List.copyOf(blockLists);
        lookAlikes = List.copyOf(lookAlikes);
    }

    /** What is needed at run time: no examples. */
    LoadedCatalogue catalogue() {
        return new LoadedCatalogue(
                causes,
                providers,
                blockLists,
                Later.of(rules.stream().map(DocumentedRule::rule).toList()),
                words.keySet().stream()
                        .collect(Collectors.toMap(id -> id, id -> Later.of(words.getOrDefault(id, Map.of())))),
                Later.of(lookAlikes.stream().map(DocumentedLookAlike::lookAlike).toList()));
    }
}
