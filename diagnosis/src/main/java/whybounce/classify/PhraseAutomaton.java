package whybounce.classify;

import java.util.Arrays;

/**
 * All phrases as one Aho-Corasick automaton: a text is read once, whatever the number of phrases.
 *
 * <p>Few states are <em>forks</em>, from which several characters lead on: each has a row in a table that says for every
 * ASCII letter, digit and the space where it leads. All others are <em>chains</em>, from which one character leads on; any
 * other one is judged by a shorter state. So all of it is small enough for a processor's cache, and what is to be known of
 * a state stands in one place. Characters besides those are rare; where they lead from a fork stands in a sorted list.
 */
final class PhraseAutomaton {

    static final int ROOT = 0;

    /** The characters that have a column in the rows, in order. */
    static final String COMMON = " abcdefghijklmnopqrstuvwxyz0123456789";

    private static final byte[] COLUMNS = new byte[128];

    static {
        for (int column = 0; column < COMMON.length(); column++) {
            COLUMNS[COMMON.charAt(column)] = (byte) column;
        }
    }

    // The four numbers of a state; it is known by the index of the first.

    /** The longest phrase that ends there plus one, 0 for none. */
    static final int LONGEST = 0;

    /** The character that leads on, or {@link #FORK}. */
    static final int ONLY = 1;

    /** Where it leads; of a fork, where its row begins. */
    static final int NEXT = 2;

    /** The shorter state that judges all others. */
    static final int SHORTER = 3;

    static final int NUMBERS = 4;

    static final int FORK = -1;

    private final int[] states;
    private final int[] rows;

    /** By phrase: the next shorter one that ends where it ends plus one, 0 for none. */
    private final int[] shorter;

    /** The rare characters of forks, sorted: {@link #edge}. */
    private final long[] rareEdges;

    /** Where they lead. */
    private final int[] rareNext;

    /** @param table where a {@link PhraseTree} was written */
    PhraseAutomaton(TableReader table) {
        this.states = table.numbers();
        this.rows = table.numbers();
        this.shorter = table.numbers();
        this.rareEdges = edges(table.numbers(), table.numbers());
        this.rareNext = table.numbers();
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

    /** How many phrases it knows. */
    int phrases() {
        return shorter.length;
    }

    /** Every phrase in a text. */
    Hits phrasesIn(NormalText text) {
        var hits = new Hits(phrases());
        char[] chars = text.chars();
        int length = text.length();
        int state = ROOT;
        for (int at = 0; at < length; at++) {
            state = next(state, chars[at]);
            for (int found = states[state + LONGEST]; found != 0; found = shorter[found - 1]) {
                hits.add(found - 1, at + 1);
            }
        }
        return hits;
    }

    private int next(int from, char c) {
        int state = from;
        while (true) {
            int only = states[state + ONLY];
            if (only == c) {
                return states[state + NEXT];
            }
            if (only == FORK) {
                return c < COLUMNS.length ? rows[states[state + NEXT] + COLUMNS[c]] : nextByRare(state, c);
            }
            state = states[state + SHORTER];
        }
    }

    private int nextByRare(int fork, char c) {
        int edge = Arrays.binarySearch(rareEdges, edge(fork, c));
        if (edge >= 0) {
            return rareNext[edge];
        }
        return fork == ROOT ? ROOT : next(states[fork + SHORTER], c);
    }
}
