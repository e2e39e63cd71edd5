package whybounce.classify;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import whybounce.catalogue.BlockList;
import whybounce.catalogue.Catalogue;
import whybounce.failure.Peer;
import whybounce.failure.Stage;
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
    private final Keys keys;
    private final ByCode byCode;
    private final PhraseTree tree;

    private RuleBook(Catalogue catalogue, TableReader table) {
        if (table.number() != RuleCompiler.LAYOUT) {
            throw new IllegalStateException("the table of the rules is of another build");
        }
        this.platforms = new Platforms(catalogue.providers(), table);
        this.listsByPhrase = listsByPhrase(catalogue.blockLists(), table);
        this.rules = rules(catalogue, table);
        this.keys = new Keys(table);
        this.byCode = new ByCode(table);
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
        var sets = new ArrayList<Set<Stage>>();
        for (int left = table.number(); left > 0; left--) {
            sets.add(stages(table));
        }
        int count = table.number();
        var rules = new ArrayList<CompiledRule>(count);
        for (int place = 0; place < count; place++) {
            rules.add(new CompiledRule(place, table, catalogue.causes(), sets, kinds));
        }
        return rules;
    }

    private static Set<Stage> stages(TableReader table) {
        var stages = EnumSet.noneOf(Stage.class);
        for (int left = table.number(); left > 0; left--) {
            stages.add(Stage.valueOf(table.text()));
        }
        return stages;
    }

    /** What the rules say of what was said. */
    Judgement judge(Said said, Optional<Peer> peer) {
        var text = NormalText.of(said.text(), said.from(), said.to(), said.code());
        var hits = tree.phrasesIn(text);
        int speaker = platforms.recognise(said, peer, hits);
        var judgement = new Judgement(said, text.status(), hits, speaker, platforms.provider(speaker));
        var found = keys.in(hits);
        byCode.addTo(found, said.code(), text.status());
        for (int i = 0; i < found.size(); i++) {
            judgement.ask(rules.get(found.place(i)), found.length(i));
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
