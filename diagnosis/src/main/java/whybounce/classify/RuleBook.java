package whybounce.classify;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import whybounce.catalogue.BlockList;
import whybounce.catalogue.Catalogue;
import whybounce.catalogue.Provider;
import whybounce.classify.CompiledRule.StatusForm;
import whybounce.classify.PhraseAutomaton.Hits;
import whybounce.classify.Phrases.Term;
import whybounce.failure.Peer;

/** All rules of a catalogue, ready to judge replies. */
final class RuleBook {

    /** More than a person wants to read. */
    private static final int MAX_FINDINGS = 3;

    /** The stronger evidence first, then the longer match, then the order of the catalogue. */
    private static final Comparator<Match> BEST_FIRST = Comparator.comparing(
                    (Match match) -> match.rule().evidence())
            .thenComparing(Comparator.comparingInt(Match::length).reversed())
            .thenComparingInt(match -> match.rule().place());

    /** A rule that holds, and how many characters of the words speak for it. */
    record Match(CompiledRule rule, int length) {}

    private final Map<Integer, List<CompiledRule>> byStatus = new HashMap<>();
    private final List<CompiledRule> byCode = new ArrayList<>();
    private final List<List<CompiledRule>> byPhrase = new ArrayList<>();
    private final Map<Integer, BlockList> listsByPhrase = new HashMap<>();
    private final Phrases phrases = new Phrases();
    private final Platforms platforms;
    private final PhraseAutomaton automaton;

    RuleBook(Catalogue catalogue) {
        this.platforms = new Platforms(catalogue.providers(), phrases);
        var listTerms = new EnumMap<BlockList.Kind, List<Term>>(BlockList.Kind.class);
        for (var kind : BlockList.Kind.values()) {
            listTerms.put(kind, new ArrayList<>());
        }
        for (var list : catalogue.blockLists()) {
            for (var term : phrases.terms(list.phrases())) {
                listsByPhrase.put(term.first(), list);
                listTerms.getOrDefault(list.kind(), List.of()).add(term);
            }
        }
        var rules = new ArrayList<CompiledRule>();
        for (var rule : catalogue.rules()) {
            var wanted = rule.when().list().map(kind -> List.copyOf(listTerms.getOrDefault(kind, List.of())));
            rules.add(CompiledRule.of(
                    rules.size(), rule, catalogue.cause(rule.cause()), phrases, wanted.orElse(List.of())));
        }
        phrases.texts().forEach(text -> byPhrase.add(new ArrayList<>()));
        rules.forEach(this::index);
        this.automaton = new PhraseAutomaton(phrases.texts());
    }

    private void index(CompiledRule rule) {
        if (rule.asksForWords()) {
            rule.keys().forEach(term -> byPhrase.get(term.first()).add(rule));
        } else if (rule.statuses().isEmpty()) {
            byCode.add(rule);
        } else {
            rule.statuses().stream()
                    .map(StatusForm::key)
                    .distinct()
                    .forEach(key -> byStatus.computeIfAbsent(key, unused -> new ArrayList<>())
                            .add(rule));
        }
    }

    /** The findings for what was said, best first; empty when no rule holds. */
    List<Finding> judge(Said said, Optional<Peer> peer) {
        var text = NormalText.of(said.text(), said.from(), said.to(), said.code());
        var hits = new Hits(byPhrase.size());
        automaton.scan(text.chars(), text.length(), hits);
        var provider = platforms.recognise(said, peer.map(Peer::host), hits);
        var matches = matches(said, text, hits, provider.map(Provider::id));
        return matches.isEmpty()
                ? List.of()
                : findings(matches, provider, Facts.read(said, peer, provider, listIn(hits)));
    }

    private List<Match> matches(Said said, NormalText text, Hits hits, Optional<String> provider) {
        var matches = new ArrayList<Match>();
        var asked = new BitSet();
        for (int i = 0; i < hits.size(); i++) {
            for (var rule : byPhrase.get(hits.phrase(i))) {
                if (!asked.get(rule.place())) {
                    asked.set(rule.place());
                    ask(rule, said, text, hits, provider, matches);
                }
            }
        }
        int status = text.status().map(StatusForm::keyOf).orElse(StatusForm.NO_KEY);
        for (var rule : byStatus.getOrDefault(status, List.of())) {
            ask(rule, said, text, hits, provider, matches);
        }
        for (var rule : byCode) {
            ask(rule, said, text, hits, provider, matches);
        }
        return matches;
    }

    private static void ask(
            CompiledRule rule, Said said, NormalText text, Hits hits, Optional<String> provider, List<Match> matches) {
        if (rule.rule().provider().isPresent() && !rule.rule().provider().equals(provider)) {
            return;
        }
        int length = rule.match(said.code(), text.status(), said.stage(), hits);
        if (length != CompiledRule.NO) {
            matches.add(new Match(rule, length));
        }
    }

    /** The list that the reply names most exactly. */
    private Optional<BlockList> listIn(Hits hits) {
        int longest = 0;
        Optional<BlockList> named = Optional.empty();
        for (int i = 0; i < hits.size(); i++) {
            var list = listsByPhrase.get(hits.phrase(i));
            int length = phrases.length(hits.phrase(i));
            if (list != null && length > longest) {
                longest = length;
                named = Optional.of(list);
            }
        }
        return named;
    }

    private static List<Finding> findings(List<Match> matches, Optional<Provider> provider, Map<String, String> facts) {
        matches.sort(BEST_FIRST);
        var causes = new HashSet<String>();
        var findings = new ArrayList<Finding>();
        for (var match : matches) {
            var rule = match.rule();
            if (findings.size() < MAX_FINDINGS && causes.add(rule.cause().id())) {
                findings.add(new Finding(
                        rule.cause(), rule.rule().id(), rule.evidence(), provider.map(Provider::id), facts));
            }
        }
        return findings;
    }
}
