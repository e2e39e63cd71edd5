package whybounce.classify;

import java.util.Arrays;

/** The symbols of a text's words, in order. */
final class Symbols {

    private static final int USUAL = 32;

    /** Below zero, and of all bits the other, for one that its word has besides: it comes before that of the word. */
    private int[] symbols = new int[USUAL];

    private int[] ends = new int[USUAL];
    private int count;

    /**
     * Adds one that a word has besides.
     *
     * @param symbol 0 for none
     * @param end where what it stands for ends in the text
     */
    void part(int symbol, int end) {
        if (symbol != 0) {
            add(~symbol, end);
        }
    }

    /**
     * Adds that of a word, which ends it.
     *
     * @param symbol 0 where the word is in no phrase
     * @param end where it ends in the text, with the space behind it
     */
    void word(int symbol, int end) {
        add(symbol, end);
    }

    private void add(int symbol, int end) {
        if (count == symbols.length) {
            symbols = Arrays.copyOf(symbols, count * 2);
            ends = Arrays.copyOf(ends, count * 2);
        }
        symbols[count] = symbol;
        ends[count++] = end;
    }

    int size() {
        return count;
    }

    boolean isPart(int index) {
        return symbols[index] < 0;
    }

    int symbol(int index) {
        int symbol = symbols[index];
        return symbol < 0 ? ~symbol : symbol;
    }

    int end(int index) {
        return ends[index];
    }
}
