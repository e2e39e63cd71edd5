package whybounce.classify;

import java.util.BitSet;

/**
 * Some rules, by their places: a bit for each. They are few among many, so it is known which words of bits are empty, and
 * those cost nothing.
 */
final class Places {

    static final int NONE = -1;

    private static final int SHIFT = 5;

    private final int[] words;

    /** Which words may have bits, 64 of them or blocks of them. */
    private long touched;

    /** So many bits of a word's index are that of the word in its block. */
    private final int blockBits;

    /** @param rules how many there are */
    Places(int rules) {
        this.words = new int[words(rules)];
        this.blockBits = Math.max(0, Integer.SIZE - Integer.numberOfLeadingZeros((words.length - 1) / Long.SIZE));
    }

    /** How many words the bits of so many rules take. */
    private static int words(int rules) {
        return (rules + Integer.SIZE - 1) >> SHIFT;
    }

    /** The words of a set, as many as are needed for so many rules. */
    static int[] wordsOf(BitSet places, int rules) {
        var words = new int[words(rules)];
        places.stream().forEach(place -> words[place >> SHIFT] |= 1 << place);
        return words;
    }

    static int wordOf(int place) {
        return place >> SHIFT;
    }

    static int placeOf(int word, int bit) {
        return (word << SHIFT) + bit;
    }

    void add(int place) {
        addAll(wordOf(place), 1 << place);
    }

    /** Adds the rules of one word. */
    void addAll(int word, int bits) {
        words[word] |= bits;
        touched |= (bits == 0 ? 0L : 1L) << (word >> blockBits);
    }

    /** Keeps only these of one word. */
    void keep(int word, int bits) {
        words[word] &= bits;
    }

    int bits(int word) {
        return words[word];
    }

    /** The next word that has bits, {@link #NONE} where there is none. */
    int next(int from) {
        for (int word = from; word < words.length; word++) {
            long left = touched >>> (word >> blockBits);
            if (left == 0) {
                return NONE;
            }
            if ((left & 1) == 0) {
                word = ((word >> blockBits) + Long.numberOfTrailingZeros(left)) << blockBits;
            }
            if (words[word] != 0) {
                return word;
            }
        }
        return NONE;
    }
}
