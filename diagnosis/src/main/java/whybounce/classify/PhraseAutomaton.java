package whybounce.classify;

import java.util.Arrays;

/**
 * All phrases as one Aho-Corasick automaton: a text is read once, whatever the number of phrases.
 *
 * <p>Few states are <em>forks</em>, from which several characters lead on: they come first, and each has a row in a table
 * that says for every ASCII letter, digit and the space where it leads. All others are <em>chains</em>, from which one
 * character leads on; any other one is judged by the state of the longest suffix. So the table stays small enough for a
 * processor's cache. The edges of forks for other characters are rare and stand in a sorted list.
 */
final class PhraseAutomaton {

    static final int ROOT = 0;

    /** The column of each ASCII character that may stand in normal text. */
    private static final byte[] COLUMNS = new byte[128];

    /** The characters that have a column, in order. */
    static final String COMMON = " abcdefghijklmnopqrstuvwxyz0123456789";

    static {
        for (int column = 0; column < COMMON.length(); column++) {
            COLUMNS[COMMON.charAt(column)] = (byte) column;
        }
    }

    /** By fork and column: the next state. */
    private final int[] rows;

    /** By chain: the character that leads on. */
    private final int[] only;

    /** By chain: where it leads. */
    private final int[] next;

    /** By state: the state of its longest suffix. */
    private final int[] suffix;

    /** By state: the longest phrase that ends there plus one, 0 for none. */
    private final int[] longest;

    /** By phrase: the next shorter one that ends where it ends plus one. */
    private final int[] shorter;

    /** The other characters of forks, sorted: {@link #edge}. */
    private final long[] rareEdges;

    /** Where the rare edges lead. */
    private final int[] rareNext;

    private final int forks;

    /** @param table where a {@link PhraseTree} was written */
    PhraseAutomaton(TableReader table) {
        this.rows = table.numbers();
        this.only = table.numbers();
        this.next = table.numbers();
        this.suffix = table.numbers();
        this.longest = table.numbers();
        this.shorter = table.numbers();
        this.rareEdges = edges(table.numbers(), table.numbers());
        this.rareNext = table.numbers();
        this.forks = rows.length / COMMON.length();
    }

    /** How many phrases it knows. */
    int phrases() {
        return shorter.length;
    }

    /** Every phrase in a text. */
    Hits phrasesIn(NormalText text) {
        var hits = new Hits(shorter.length);
        char[] chars = text.chars();
        int length = text.length();
        int state = ROOT;
        for (int at = 0; at < length; at++) {
            state = next(state, chars[at]);
            for (int found = longest[state]; found != 0; found = shorter[found - 1]) {
                hits.add(found - 1, at + 1);
            }
        }
        return hits;
    }

    private int next(int from, char c) {
        int state = from;
        while (state >= forks) {
            if (only[state - forks] == c) {
                return next[state - forks];
            }
            state = suffix[state];
        }
        return c < COLUMNS.length ? rows[state * COMMON.length() + COLUMNS[c]] : nextByRare(state, c);
    }

    private int nextByRare(int fork, char c) {
        int edge = Arrays.binarySearch(rareEdges, edge(fork, c));
        if (edge >= 0) {
            return rareNext[edge];
        }
        return fork == ROOT ? ROOT : next(suffix[fork], c);
    }

    private static long[] edges(int[] forks, int[] characters) {
        var edges = new long[forks.length];
        for (int i = 0; i < edges.length; i++) {
            edges[i] = edge(forks[i], (char) characters[i]);
        }
        return edges;
    }

    /** A rare character of a fork as one number. */
    private static long edge(int fork, char c) {
        return (long) fork << Character.SIZE | c;
    }
}
