package whybounce.classify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import whybounce.catalogue.Provider;

/** Recognises the platform that spoke. */
final class Platforms {

    private final Map<String, Provider> bySuffix = new HashMap<>();
    private final List<Optional<Provider>> byTag = new ArrayList<>();
    private final List<Optional<Provider>> byWording = new ArrayList<>();

    /** @param table where the phrases of the providers stand as numbers */
    Platforms(List<Provider> providers, TableReader table) {
        for (var provider : providers) {
            for (String suffix : provider.mx()) {
                bySuffix.put(suffix, provider);
            }
            for (int tag : table.numbers()) {
                put(tag, provider, byTag);
            }
            for (int wording : table.numbers()) {
                put(wording, provider, byWording);
            }
        }
    }

    private static void put(int phrase, Provider provider, List<Optional<Provider>> known) {
        while (known.size() <= phrase) {
            known.add(Optional.empty());
        }
        if (known.get(phrase).isEmpty()) {
            known.set(phrase, Optional.of(provider));
        }
    }

    /**
     * The platform whose words these are: as a wrapper names its host; else the one that we talked to, unless it only
     * hands on another's reply; else by its own tag or its way of speaking.
     */
    Optional<Provider> recognise(Said said, Optional<String> peerHost, Hits hits) {
        var named = said.host().flatMap(this::byHost);
        if (named.isPresent()) {
            return named;
        }
        var peer = peerHost.flatMap(this::byHost);
        if (peer.isPresent() && !said.isWrapped()) {
            return peer;
        }
        var tagged = byPhrase(byTag, hits);
        if (tagged.isPresent()) {
            return tagged;
        }
        return peer.isPresent() ? peer : byPhrase(byWording, hits);
    }

    /** Phrases of platforms have the lowest numbers. */
    private static Optional<Provider> byPhrase(List<Optional<Provider>> known, Hits hits) {
        for (int i = 0; i < hits.size(); i++) {
            int phrase = hits.phrase(i);
            if (phrase < known.size() && known.get(phrase).isPresent()) {
                return known.get(phrase);
            }
        }
        return Optional.empty();
    }

    private Optional<Provider> byHost(String host) {
        String rest = host.toLowerCase(Locale.ROOT);
        if (rest.endsWith(".")) {
            rest = rest.substring(0, rest.length() - 1);
        }
        while (!rest.isEmpty()) {
            var found = bySuffix.get(rest);
            if (found != null) {
                return Optional.of(found);
            }
            rest = rest.substring(rest.indexOf('.') < 0 ? rest.length() : rest.indexOf('.') + 1);
        }
        return Optional.empty();
    }
}
