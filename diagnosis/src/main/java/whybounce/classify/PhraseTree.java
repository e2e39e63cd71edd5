package whybounce.classify;

import java.util.Arrays;
import whybounce.table.TableReader;
import whybounce.table.TableWriter;

/**
 * All phrases as one tree: from the root, each word of a phrase leads on to the next.
 *
 * <p>A text is read once, and the tree is followed from each of its words as far as it goes, which is seldom farther than
 * two or three words. So it does not matter how many phrases there are. Most nodes are <em>chains</em>,
 * from which one symbol leads on, to the node behind them; the others are <em>forks</em>, whose edges stand side by side:
 * all of it is small enough for a processor's cache, and what is asked for together stands together.
 */
final class PhraseTree {

    // A node is one number: the phrase that ends there plus one, 0 for none; the only symbol that leads on, 0 for none;
    // where it leads, or, of a fork, where its edges begin.

    static final int SYMBOL_BITS = 20;
    static final int LINK_BITS = 24;

    /** Stands for the only symbol of a fork. */
    static final int FORK = (1 << SYMBOL_BITS) - 1;

    static final int MAX_LINK = (1 << LINK_BITS) - 1;

    // The edges of a fork: how many there are, 16 bits, and a bit for each of their symbols, taken by 48; then each
    // edge: a symbol and where it leads, sorted.

    private static final int MARKS = 48;

    /** So many edges are looked at one after the other: that is sooner done than leaping among them. */
    private static final int FEW = 12;

    private final Vocabulary vocabulary;

    /** Each symbol's number is that of the node to which it leads from the root; behind those stand all others. */
    private final long[] nodes;

    private final long[] edges;

    /** @param table where a {@link PhraseTreeWriter} wrote it */
    PhraseTree(TableReader table) {
        this.vocabulary = new Vocabulary(table);
        this.nodes = table.longs();
        this.edges = table.longs();
    }

    /** The tree of some phrases. */
    static PhraseTree of(Phrases phrases) {
        var out = new TableWriter();
        new PhraseTreeWriter(phrases.texts()).write(out);
        return new PhraseTree(new TableReader(out.toByteArray()));
    }

    /** A node from which one symbol leads on to another node; or none, 0. */
    static long chain(int phrase, int only, int to) {
        return ((long) phrase << (SYMBOL_BITS + LINK_BITS)) | ((long) only << LINK_BITS) | to;
    }

    /** @param link where its edges begin */
    static long fork(int phrase, int link) {
        return chain(phrase, FORK, link);
    }

    static long edge(int symbol, int to) {
        return ((long) symbol << LINK_BITS) | to;
    }

    /** What stands in front of a fork's edges. */
    static long marks(int... symbols) {
        long marks = (long) symbols.length << MARKS;
        for (int symbol : symbols) {
            marks |= mark(symbol);
        }
        return marks;
    }

    private static long mark(int symbol) {
        return 1L << symbol % MARKS;
    }

    /** Every phrase in a text. */
    Hits phrasesIn(NormalText text) {
        var symbols = vocabulary.symbolsIn(text);
        var hits = new Hits();
        var before = new Front();
        var front = new Front();
        for (int i = 0; i < symbols.size(); i++) {
            int symbol = symbols.symbol(i);
            if (symbol != 0) {
                lead(before, symbol, symbols.end(i), front, hits);
            }
            if (!symbols.isPart(i)) {
                var passed = before;
                before = front;
                front = passed;
                front.count = 0;
            }
        }
        return hits;
    }

    /** Follows the tree from each word of a text at once. */
    private void lead(Front before, int symbol, int end, Front front, Hits hits) {
        for (int i = 0; i < before.count; i++) {
            int next = next(before.nodes[i], symbol);
            if (next != 0) {
                reach(next, end, front, hits);
            }
        }
        reach(symbol, end, front, hits);
    }

    private void reach(int number, int end, Front front, Hits hits) {
        long node = nodes[number];
        int phrase = (int) (node >>> (SYMBOL_BITS + LINK_BITS));
        if (phrase != 0) {
            hits.add(phrase - 1, end);
        }
        if (only(node) != 0) {
            front.add(number);
        }
    }

    /** The nodes that were reached with a word, from which others lead on. */
    private static final class Front {

        /** More than words lead on at once; where they do, this grows. */
        private static final int USUAL = 8;

        private int[] nodes = new int[USUAL];
        private int count;

        void add(int node) {
            if (count == nodes.length) {
                nodes = Arrays.copyOf(nodes, count * 2);
            }
            nodes[count++] = node;
        }
    }

    private static int only(long node) {
        return (int) (node >>> LINK_BITS) & FORK;
    }

    private int next(int number, int symbol) {
        long node = nodes[number];
        int only = only(node);
        if (only == FORK) {
            return nextOfFork((int) node & MAX_LINK, symbol);
        }
        return only == symbol ? (int) node & MAX_LINK : 0;
    }

    private int nextOfFork(int link, int symbol) {
        long marks = edges[link];
        if ((marks & mark(symbol)) == 0) {
            return 0;
        }
        int stop = link + 1 + (int) (marks >>> MARKS);
        // No edge leads to 0, so what is found is where the edge would stand, or the edge.
        int at = stop - link <= FEW ? link + 1 : -1 - Arrays.binarySearch(edges, link + 1, stop, edge(symbol, 0));
        while (at < stop && edges[at] >>> LINK_BITS < symbol) {
            at++;
        }
        return at < stop && edges[at] >>> LINK_BITS == symbol ? (int) edges[at] & MAX_LINK : 0;
    }
}
