package whybounce.classify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import whybounce.catalogue.Provider;
import whybounce.failure.Peer;
import whybounce.table.TableReader;

/** Recognises the platform that spoke, by its number. */
final class Platforms {

    /** The number that stands for none, and for any. */
    static final int ANY = 0;

    private final List<Optional<Provider>> byNumber = new ArrayList<>();
    private final Map<String, Integer> bySuffix = new HashMap<>();
    private int[] byTag = {};
    private int[] byWording = {};

    /** @param table where the phrases of the providers stand as numbers */
    Platforms(List<Provider> providers, TableReader table) {
        byNumber.add(Optional.empty());
        for (int place = 0; place < providers.size(); place++) {
            int number = number(place);
            byNumber.add(Optional.of(providers.get(place)));
            for (String suffix : providers.get(place).mx()) {
                bySuffix.put(suffix, number);
            }
            for (int tag : table.numbers()) {
                byTag = with(byTag, tag, number);
            }
            for (int wording : table.numbers()) {
                byWording = with(byWording, wording, number);
            }
        }
    }

    /** The number of the platform that stands at a place of the catalogue. */
    static int number(int place) {
        return place + 1;
    }

    /** Phrases of platforms have the lowest numbers; the first platform that has one keeps it. */
    private static int[] with(int[] known, int phrase, int number) {
        var byPhrase = phrase < known.length ? known : Arrays.copyOf(known, phrase + 1);
        if (byPhrase[phrase] == ANY) {
            byPhrase[phrase] = number;
        }
        return byPhrase;
    }

    /** The platform of a number; none of {@link #ANY}. */
    Optional<Provider> provider(int number) {
        return byNumber.get(number);
    }

    /**
     * The platform whose words these are: as a wrapper names its host; else the one that we talked to, unless it only
     * hands on another's reply; else by its own tag or its way of speaking.
     */
    int recognise(Said said, Optional<Peer> talkedTo, Hits hits) {
        int named = said.host().isPresent() ? byHost(said.host().get()) : ANY;
        if (named != ANY) {
            return named;
        }
        int peer = talkedTo.isPresent() ? byHost(talkedTo.get().host()) : ANY;
        if (peer != ANY && !said.isWrapped()) {
            return peer;
        }
        int tagged = byPhrase(byTag, hits);
        if (tagged != ANY) {
            return tagged;
        }
        return peer != ANY ? peer : byPhrase(byWording, hits);
    }

    private static int byPhrase(int[] known, Hits hits) {
        for (int i = 0; i < hits.size(); i++) {
            int phrase = hits.phrase(i);
            if (phrase < known.length && known[phrase] != ANY) {
                return known[phrase];
            }
        }
        return ANY;
    }

    private int byHost(String host) {
        String rest = host.toLowerCase(Locale.ROOT);
        if (rest.endsWith(".")) {
            rest = rest.substring(0, rest.length() - 1);
        }
        while (!rest.isEmpty()) {
            var found = bySuffix.get(rest);
            if (found != null) {
                return found;
            }
            rest = rest.substring(rest.indexOf('.') < 0 ? rest.length() : rest.indexOf('.') + 1);
        }
        return ANY;
    }
}
