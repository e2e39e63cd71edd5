package whybounce.classify;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import whybounce.catalogue.Provider;
import whybounce.classify.PhraseAutomaton.Hits;
import whybounce.classify.Phrases.Term;

/** Recognises the platform that spoke. */
final class Platforms {

    private record Known(Provider provider, List<Term> tags, List<Term> wording) {}

    private final List<Known> known;
    private final Map<String, Provider> bySuffix = new HashMap<>();

    Platforms(List<Provider> providers, Phrases phrases) {
        this.known = providers.stream()
                .map(each -> new Known(each, phrases.terms(each.tags()), phrases.terms(each.wording())))
                .toList();
        for (var provider : providers) {
            provider.mx().forEach(suffix -> bySuffix.put(suffix, provider));
        }
    }

    /**
     * The platform whose words these are: as a wrapper names its host, else by its own tag, else by the host that we
     * talked to, else by its way of speaking.
     */
    Optional<Provider> recognise(Optional<String> wrappedHost, Optional<String> peerHost, Hits hits) {
        return wrappedHost
                .flatMap(this::byHost)
                .or(() -> known.stream()
                        .filter(each -> oneOf(each.tags(), hits))
                        .map(Known::provider)
                        .findFirst())
                .or(() -> peerHost.flatMap(this::byHost))
                .or(() -> known.stream()
                        .filter(each -> oneOf(each.wording(), hits))
                        .map(Known::provider)
                        .findFirst());
    }

    private static boolean oneOf(List<Term> terms, Hits hits) {
        return terms.stream().anyMatch(term -> term.in(hits));
    }

    private Optional<Provider> byHost(String host) {
        String rest = host.toLowerCase(Locale.ROOT);
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
