package whybounce.classify;

import java.util.BitSet;

/** Sets of rules by their places, a bit for each. */
final class Bits {

    private Bits() {}

    static int[] of(BitSet places) {
        return of(places, places.length());
    }

    static int[] of(BitSet places, int count) {
        var words = new int[(count + Integer.SIZE - 1) / Integer.SIZE];
        places.stream().forEach(place -> set(words, place));
        return words;
    }

    static void set(int[] bits, int place) {
        bits[place >> 5] |= 1 << place;
    }
}
