package whybounce.classify;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import whybounce.catalogue.BlockList;
import whybounce.catalogue.Catalogue;
import whybounce.classify.Bearings.Bearing;
import whybounce.classify.Gates.Gate;
import whybounce.failure.Peer;
import whybounce.table.TableReader;
import whybounce.table.Tables;

/** All rules of a catalogue, ready to judge replies. */
final class RuleBook {

    private static final String RULES = "rules.table";
    private static final String LOOK_ALIKES = "look-alikes.table";

    /** @param length of the phrase that names it */
    private record NamedList(BlockList list, int length) {}

    private final Platforms platforms;
    private final Map<Integer, NamedList> listsByPhrase;
    private final List<CompiledRule> rules;
    private final Bearings bearings;
    private final ByCode byCode;
    private final Gates gates;

    /** The rules that decide where nothing else does, as bits. */
    private final int[] last;

    private final PhraseTree tree;

    private RuleBook(Catalogue catalogue, TableReader table) {
        if (table.number() != RuleCompiler.LAYOUT) {
            throw new IllegalStateException("the table of the rules is of another build");
        }
        this.platforms = new Platforms(catalogue.providers(), table);
        this.listsByPhrase = listsByPhrase(catalogue.blockLists(), table);
        this.rules = rules(catalogue, table);
        this.last = last(rules);
        this.bearings = new Bearings(table);
        this.byCode = new ByCode(table);
        this.gates = new Gates(table);
        this.tree = new PhraseTree(table);
    }

    /** The rules of a catalogue; of the one that ships they are ready, and the same for all. */
    static RuleBook of(Catalogue catalogue) {
        return catalogue.equals(Catalogue.shipped())
                ? Shipped.RULES
                : new RuleBook(catalogue, new TableReader(RuleCompiler.compile(catalogue)));
    }

    /** @param shipped the look-alikes that ship, as if they were causes: their rules are ready too */
    static RuleBook ofLookAlikes(Catalogue shipped) {
        return load(LOOK_ALIKES, shipped);
    }

    private static final class Shipped {
        static final RuleBook RULES = load(RuleBook.RULES, Catalogue.shipped());
    }

    private static RuleBook load(String table, Catalogue catalogue) {
        return new RuleBook(catalogue, new TableReader(Tables.read(RuleBook.class, table)));
    }

    private static Map<Integer, NamedList> listsByPhrase(List<BlockList> lists, TableReader table) {
        var byPhrase = new HashMap<Integer, NamedList>();
        for (var list : lists) {
            int[] phrases = table.numbers();
            for (int i = 0; i < phrases.length; i += 2) {
                byPhrase.put(phrases[i], new NamedList(list, phrases[i + 1]));
            }
        }
        return byPhrase;
    }

    private static List<CompiledRule> rules(Catalogue catalogue, TableReader table) {
        var kinds = new int[BlockList.Kind.values().length];
        for (int kind = 0; kind < kinds.length; kind++) {
            kinds[kind] = Terms.skip(table);
        }
        int count = table.number();
        var rules = new ArrayList<CompiledRule>(count);
        for (int place = 0; place < count; place++) {
            rules.add(new CompiledRule(place, table, catalogue.causes(), kinds));
        }
        return rules;
    }

    private static int[] last(List<CompiledRule> rules) {
        var last = new BitSet();
        for (var rule : rules) {
            last.set(rule.place(), rule.evidence() == Evidence.TOPIC);
        }
        return Places.wordsOf(last, rules.size());
    }

    /** What the rules say of what was said. */
    Judgement judge(Said said, Optional<Peer> peer) {
        var text = NormalText.of(said.text(), said.from(), said.to(), said.code());
        var hits = tree.phrasesIn(text);
        int speaker = platforms.recognise(said, peer, hits);
        var judgement = new Judgement(said, text.status(), hits, platforms.provider(speaker));
        var bearing = bearings.of(hits, byCode.in(rules.size(), said.code(), text.status()));
        ask(judgement, bearing, gates.of(said.code(), said.stage(), speaker));
        return judgement;
    }

    private void ask(Judgement judgement, Bearing bearing, Gate gate) {
        var asked = bearing.worthAsking();
        for (int word = asked.next(0); word != Places.NONE; word = asked.next(word + 1)) {
            asked.keep(word, bearing.allowed(word) & gate.allowed(word));
            ask(judgement, bearing, word, asked.bits(word) & ~last[word]);
        }
        if (!judgement.isDecided()) {
            for (int word = asked.next(0); word != Places.NONE; word = asked.next(word + 1)) {
                ask(judgement, bearing, word, asked.bits(word) & last[word]);
            }
        }
    }

    private void ask(Judgement judgement, Bearing bearing, int word, int bits) {
        for (int left = bits; left != 0; left &= left - 1) {
            judgement.ask(rules.get(Places.placeOf(word, Integer.numberOfTrailingZeros(left))), bearing);
        }
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
