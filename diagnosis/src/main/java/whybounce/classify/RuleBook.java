package whybounce.classify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import whybounce.catalogue.BlockList;
import whybounce.catalogue.Catalogue;
import whybounce.classify.CompiledRule.StatusForm;
import whybounce.classify.Phrases.Term;
import whybounce.failure.Peer;

/** All rules of a catalogue, ready to judge replies. */
final class RuleBook {

    private static final String RESOURCE = "rules.table";

    /** Three digits (RFC 5321 section 4.2); 0 for none. */
    private static final int CODES = 1_000;

    /** @param length of the phrase that names it */
    private record NamedList(BlockList list, int length) {}

    private final Map<Integer, List<CompiledRule>> byStatus = new HashMap<>();
    private final List<List<CompiledRule>> byCode = new ArrayList<>(Collections.nCopies(CODES, List.of()));
    private final List<CompiledRule> rules;
    private final Keys keys;
    private final Map<Integer, NamedList> listsByPhrase = new HashMap<>();
    private final Platforms platforms;
    private final PhraseAutomaton automaton;

    private RuleBook(Catalogue catalogue, TableReader table) {
        if (table.number() != RuleCompiler.LAYOUT) {
            throw new IllegalStateException(RESOURCE + " is of another build");
        }
        this.platforms = new Platforms(catalogue.providers(), table);
        this.rules = CompiledRule.read(table, catalogue, lists(catalogue.blockLists(), table));
        this.automaton = new PhraseAutomaton(table);
        this.keys = Keys.of(rules, automaton.phrases());
        rules.stream().filter(rule -> !rule.asksForWords()).forEach(this::index);
    }

    /** The rules of a catalogue; of the one that ships they are ready, and the same for all. */
    static RuleBook of(Catalogue catalogue) {
        return catalogue.equals(Catalogue.shipped())
                ? Shipped.RULES
                : new RuleBook(catalogue, new TableReader(RuleCompiler.compile(catalogue)));
    }

    private static final class Shipped {
        static final RuleBook RULES = load();
    }

    private static RuleBook load() {
        try (var in = RuleBook.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the build left out " + RESOURCE);
            }
            return new RuleBook(Catalogue.shipped(), new TableReader(in.readAllBytes()));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private Map<BlockList.Kind, List<Term>> lists(List<BlockList> lists, TableReader table) {
        var terms = new EnumMap<BlockList.Kind, List<Term>>(BlockList.Kind.class);
        for (var kind : BlockList.Kind.values()) {
            terms.put(kind, new ArrayList<>());
        }
        for (var list : lists) {
            for (var term : table.terms()) {
                listsByPhrase.put(term.first(), new NamedList(list, term.length()));
                terms.getOrDefault(list.kind(), List.of()).add(term);
            }
        }
        return terms;
    }

    private void index(CompiledRule rule) {
        if (rule.statuses().isEmpty()) {
            indexByCode(rule);
        } else {
            for (var status : rule.statuses()) {
                index(rule, status.key());
            }
        }
    }

    private void indexByCode(CompiledRule rule) {
        for (int code = 0; code < CODES; code++) {
            if (rule.codesAllow(code)) {
                if (byCode.get(code).isEmpty()) {
                    byCode.set(code, new ArrayList<>(1));
                }
                byCode.get(code).add(rule);
            }
        }
    }

    /** Two forms of one rule may have one key: it is asked once. */
    private void index(CompiledRule rule, int status) {
        var rules = byStatus.get(status);
        if (rules == null) {
            rules = new ArrayList<>(1);
            byStatus.put(status, rules);
        }
        if (rules.isEmpty() || rules.getLast().place() != rule.place()) {
            rules.add(rule);
        }
    }

    /** What the rules say of what was said. */
    Judgement judge(Said said, Optional<Peer> peer) {
        var text = NormalText.of(said.text(), said.from(), said.to(), said.code());
        var hits = automaton.phrasesIn(text);
        var judgement = new Judgement(said, text, hits, platforms.recognise(said, peer.map(Peer::host), hits));
        var found = keys.in(hits);
        for (int i = 0; i < found.size(); i++) {
            judgement.ask(rules.get(found.place(i)), found.length(i));
        }
        int status = text.status().map(StatusForm::keyOf).orElse(StatusForm.NO_KEY);
        for (var rule : byStatus.getOrDefault(status, List.of())) {
            judgement.ask(rule, 0);
        }
        for (var rule : byCode.get(said.code())) {
            judgement.ask(rule, 0);
        }
        return judgement;
    }

    /** What the reply names. */
    Map<String, String> facts(Judgement judgement, Optional<Peer> peer) {
        return Facts.read(judgement.said(), peer, judgement.provider(), listIn(judgement.hits()));
    }

    /** The list that the reply names most exactly. */
    private Optional<BlockList> listIn(Hits hits) {
        int longest = 0;
        Optional<BlockList> longestNamed = Optional.empty();
        for (int i = 0; i < hits.size(); i++) {
            var named = listsByPhrase.get(hits.phrase(i));
            if (named != null && named.length() > longest) {
                longest = named.length();
                longestNamed = Optional.of(named.list());
            }
        }
        return longestNamed;
    }
}
