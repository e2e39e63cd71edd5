package whybounce.classify;

import java.util.Arrays;

/** The phrases found in one text, in the order in which they end, the longer of two first. */
final class Hits {

    /** More than any honest reply has; later ones are not noted. */
    static final int MAX = 512;

    private final long[] seen;
    private int[] distinct = new int[32];
    private int distinctCount;
    private int[] numbers = new int[32];
    private int[] ends = new int[32];
    private int count;

    Hits(int phrases) {
        this.seen = new long[(phrases >> 6) + 1];
    }

    boolean has(int phrase) {
        return (seen[phrase >> 6] & 1L << phrase) != 0;
    }

    /** How many different phrases were found. */
    int size() {
        return distinctCount;
    }

    /** One of the different phrases, in the order of their first ends. */
    int phrase(int index) {
        return distinct[index];
    }

    /** Whether {@code second} begins behind an end of {@code first}, at most {@code reach} characters later. */
    boolean inOrder(int first, int second, int lengthOfSecond, int reach) {
        int lastEnd = Integer.MIN_VALUE / 2;
        for (int i = 0; i < count; i++) {
            if (numbers[i] == second) {
                int gap = ends[i] - lengthOfSecond - lastEnd;
                // Two phrases share the one space between two words.
                if (gap >= -1 && gap <= reach) {
                    return true;
                }
            }
            if (numbers[i] == first) {
                lastEnd = ends[i];
            }
        }
        return false;
    }

    /** Notes that a phrase ends there. */
    void add(int phrase, int end) {
        if (!has(phrase)) {
            seen[phrase >> 6] |= 1L << phrase;
            if (distinctCount == distinct.length) {
                distinct = Arrays.copyOf(distinct, distinctCount * 2);
            }
            distinct[distinctCount++] = phrase;
        }
        if (count < MAX) {
            grow();
            numbers[count] = phrase;
            ends[count++] = end;
        }
    }

    private void grow() {
        if (count == numbers.length) {
            numbers = Arrays.copyOf(numbers, count * 2);
            ends = Arrays.copyOf(ends, count * 2);
        }
    }
}
