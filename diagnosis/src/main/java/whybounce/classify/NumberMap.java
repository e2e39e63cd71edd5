package whybounce.classify;

/**
 * A map of numbers to numbers in one array, as it is written and read: a search seldom looks at more than one place of
 * memory.
 */
final class NumberMap {

    /** Keys have 40 bits, and values 24; of a value 0 means: none. */
    private static final int VALUE_BITS = 24;

    private static final int MAX_VALUE = (1 << VALUE_BITS) - 1;

    /** An odd number whose bits look random, 2^64 divided by the golden ratio: it spreads keys that are alike. */
    static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

    /** A power of two, at least half of them empty: searches end there. */
    private final long[] entries;

    private final int shift;

    NumberMap(long[] entries) {
        this.entries = entries;
        this.shift = Long.numberOfLeadingZeros(entries.length) + 1;
    }

    /** An empty one that has place for so many. */
    static NumberMap withPlaceFor(int count) {
        return new NumberMap(new long[Math.max(2, Integer.highestOneBit(count) << 2)]);
    }

    long[] entries() {
        return entries;
    }

    /** 0 where the key is not in it. */
    int get(long key) {
        int at = (int) ((key * SPREAD) >>> shift);
        while (true) {
            long entry = entries[at];
            if (entry >>> VALUE_BITS == key) {
                return (int) entry & MAX_VALUE;
            }
            if (entry == 0) {
                return 0;
            }
            at = (at + 1) & (entries.length - 1);
        }
    }

    void put(long key, int value) {
        if (key >>> (Long.SIZE - VALUE_BITS) != 0 || value <= 0 || value > MAX_VALUE || get(key) != 0) {
            throw new IllegalStateException("no such number, or known already: " + key);
        }
        int at = (int) ((key * SPREAD) >>> shift);
        while (entries[at] != 0) {
            at = (at + 1) & (entries.length - 1);
        }
        entries[at] = (key << VALUE_BITS) | value;
    }
}
