package whybounce.classify;

import whybounce.table.TableReader;

/**
 * The words of all phrases as numbers, which are their <em>symbols</em>.
 *
 * <p>A symbol stands for a word; or for all words that begin in some way ("block*"); or, at the beginning of a phrase, for
 * all that end in some way or have something in them ("*listed", "*quota*"), which costs more and which few rules need. So
 * a word of a text may have several symbols.
 */
final class Vocabulary {

    /** Stand for an IP address and a mail address, which no text shows; no word looks like them. */
    static final String IP = "{ip}";

    static final String ADDRESS = "{address}";

    /** The hash of no characters. */
    private static final long NOTHING = 0x5851_F42D_4C95_7F2DL;

    /** Tells words that go on from those that do not. */
    private static final long BEGINNING = 0x1405_7B7E_F767_814FL;

    private static final int KEY_SHIFT = 24;
    private static final long KEY_OF_IP = keyOfWord(hash(IP));
    private static final long KEY_OF_ADDRESS = keyOfWord(hash(ADDRESS));

    /** @param anywhere whether it may stand within the word, and not only at its end */
    record Ending(String text, boolean anywhere, int symbol) {}

    private final NumberMap symbols;

    /** How many symbols there are. */
    private final int count;

    /** The two symbols of each contraction; in place of one it has a number behind all symbols: where they stand here. */
    private final int[] contractions;

    /** A bit for each hash of a beginning; where it is not set none is looked for. A power of two of them, in 64s. */
    private final long[] beginnings;

    private final Ending[] endings;

    /** @param table where a {@link PhraseTreeWriter} wrote it */
    Vocabulary(TableReader table) {
        this.symbols = new NumberMap(table.longs());
        this.count = table.number();
        this.contractions = table.numbers();
        this.beginnings = table.longs();
        this.endings = new Ending[table.number()];
        for (int i = 0; i < endings.length; i++) {
            endings[i] = new Ending(table.text(), table.number() != 0, table.number());
        }
    }

    static long hash(String word) {
        long hash = NOTHING;
        for (int i = 0; i < word.length(); i++) {
            hash = hash(hash, word.charAt(i));
        }
        return hash;
    }

    private static long hash(long before, char c) {
        return (before ^ c) * NumberMap.SPREAD;
    }

    /** What a {@link NumberMap} has for a word. */
    static long keyOfWord(long hash) {
        return hash >>> KEY_SHIFT;
    }

    /** What a {@link NumberMap} has for the words that begin so. */
    static long keyOfBeginning(long hash) {
        return (hash ^ BEGINNING) >>> KEY_SHIFT;
    }

    /** Which bit stands for a beginning. */
    static int bit(long hash, long[] bits) {
        return (int) (hash >>> (Long.SIZE / 2)) & (bits.length * Long.SIZE - 1);
    }

    private boolean mayBegin(long hash) {
        int bit = bit(hash, beginnings);
        return (beginnings[bit >> 6] & (1L << bit)) != 0;
    }

    /** The symbols of a text's words. */
    Symbols symbolsIn(NormalText text) {
        var found = new Symbols();
        char[] chars = text.chars();
        int length = text.length();
        for (int at = 1; at < length; at++) {
            if (NormalText.isWordAlone(chars[at])) {
                found.word(symbols.get(keyOfWord(hash(NOTHING, chars[at]))), at + 1);
            } else if (chars[at] != ' ') {
                int end = readWord(chars, at, found);
                // What stands alone parts words too; the loop goes on with it.
                at = chars[end] == ' ' ? end : end - 1;
            }
        }
        if (text.namesIp()) {
            found.word(symbols.get(KEY_OF_IP), length);
        }
        if (text.namesAddress()) {
            found.word(symbols.get(KEY_OF_ADDRESS), length);
        }
        return found;
    }

    /** Says where the word ends: a space is behind all of them. */
    private int readWord(char[] chars, int from, Symbols found) {
        long hash = NOTHING;
        int at = from;
        for (char c = chars[at]; c != ' ' && !NormalText.isWordAlone(c); c = chars[at]) {
            hash = hash(hash, c);
            at++;
            if (mayBegin(hash)) {
                found.part(symbols.get(keyOfBeginning(hash)), at);
            }
        }
        int end = chars[at] == ' ' ? at + 1 : at;
        if (endings.length > 0) {
            readEndings(new String(chars, from, at - from), from, end, found);
        }
        int symbol = symbols.get(keyOfWord(hash));
        if (symbol <= count) {
            found.word(symbol, end);
        } else {
            found.word(contractions[symbol - count - 1], end);
            found.word(contractions[symbol - count], end);
        }
        return at;
    }

    private void readEndings(String word, int from, int end, Symbols found) {
        for (var ending : endings) {
            if (ending.anywhere()) {
                int at = word.indexOf(ending.text());
                if (at >= 0) {
                    found.part(ending.symbol(), from + at + ending.text().length());
                }
            } else if (word.endsWith(ending.text())) {
                found.part(ending.symbol(), end);
            }
        }
    }
}
