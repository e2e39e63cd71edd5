package whybounce.classify;

import java.util.Arrays;

/** The rules that are worth asking, by their places, in the order in which they were found. */
final class Candidates {

    private static final int USUAL = 8;

    private int[] places = new int[USUAL];
    private int[] lengths = new int[USUAL];
    private int count;

    int size() {
        return count;
    }

    int place(int index) {
        return places[index];
    }

    /** Of the rule's longest key that was found; 0 where the words have no part in it. */
    int length(int index) {
        return lengths[index];
    }

    void add(int place, int length) {
        for (int i = 0; i < count; i++) {
            if (places[i] == place) {
                lengths[i] = Math.max(lengths[i], length);
                return;
            }
        }
        if (count == places.length) {
            places = Arrays.copyOf(places, count * 2);
            lengths = Arrays.copyOf(lengths, count * 2);
        }
        places[count] = place;
        lengths[count++] = length;
    }
}
