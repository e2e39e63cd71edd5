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

    /** The column behind them: the shorter state that judges rare characters. */
    static final int SHORTER = COMMON.length();

    private static final byte[] COLUMNS = new byte[128];

    static {
        for (int column = 0; column < COMMON.length(); column++) {
            COLUMNS[COMMON.charAt(column)] = (byte) column;
        }
    }

    // A state is one number, in which stand, from its lowest bit on: the link, 24 bits; the character that leads on, 16
    // bits; the longest phrase that ends there plus one, 0 for none, 24 bits.

    /** What fits into the number of a state. */
    static final int MAX_LINK = (1 << 24) - 1;

    private static final int ONLY = 24;
    private static final int LONGEST = 40;

    /** Stands for the character of a fork: {@link NormalText} has letters, digits and spaces only. */
    static final char FORK = 0xFFFF;

    private final long[] states;
    private final int[] rows;

    /** By phrase: the next shorter one that ends where it ends plus one, 0 for none. */
    private final int[] shorter;

    /** The rare characters of forks, sorted: {@link #edge}. */
    private final long[] rareEdges;

    /** Where they lead. */
    private final int[] rareNext;

    /** @param table where a {@link PhraseTree} was written */
    PhraseAutomaton(TableReader table) {
        this.states = states(table.numbers());
        this.rows = table.numbers();
        this.shorter = table.numbers();
        this.rareEdges = edges(table.numbers(), table.numbers());
        this.rareNext = table.numbers();
    }

    /**
     * A state.
     *
     * @param longest the longest phrase that ends there plus one, 0 for none
     * @param only the character that leads on to the next state, or {@link #FORK}
     * @param link of a chain the shorter state that judges all other characters; of a fork where its row begins
     */
    static long state(int longest, char only, int link) {
        if (longest > MAX_LINK || link > MAX_LINK) {
            throw new IllegalStateException("too many phrases");
        }
        return (long) longest << LONGEST | (long) only << ONLY | link;
    }

    private static long[] states(int[] halves) {
        var states = new long[halves.length / 2];
        for (int i = 0; i < states.length; i++) {
            states[i] = (long) halves[2 * i] << Integer.SIZE | (halves[2 * i + 1] & 0xFFFF_FFFFL);
        }
        return states;
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
            for (int found = (int) (states[state] >>> LONGEST); found != 0; found = shorter[found - 1]) {
                hits.add(found - 1, at + 1);
            }
        }
        return hits;
    }

    private int next(int from, char c) {
        int state = from;
        while (true) {
            long known = states[state];
            char only = (char) (known >>> ONLY);
            if (only == c) {
                return state + 1;
            }
            int link = (int) known & MAX_LINK;
            if (only == FORK) {
                return c < COLUMNS.length ? rows[link + COLUMNS[c]] : nextByRare(state, link, c);
            }
            state = link;
        }
    }

    private int nextByRare(int fork, int row, char c) {
        int edge = Arrays.binarySearch(rareEdges, edge(fork, c));
        if (edge >= 0) {
            return rareNext[edge];
        }
        return fork == ROOT ? ROOT : next(rows[row + SHORTER], c);
    }
}
