package whybounce.classify;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import whybounce.catalogue.BlockList;
import whybounce.catalogue.Provider;

/** Reads what a reply names: addresses, lists, limits. Hostile input: only plain characters, and not many, come out. */
record Facts(Said said, Optional<Provider> provider, List<BlockList> lists) {

    Map<String, String> read() {
        var facts = new HashMap<String, String>();
        lists.stream().findFirst().ifPresent(list -> facts.put("list", list.name()));
        return facts;
    }
}
