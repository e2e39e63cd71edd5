package whybounce.classify;

import java.util.Arrays;

/** The phrases found in one text, in the order in which they end, the longer of two first. */
final class Hits {

    /** More than any honest reply has; later ones are not noted. */
    static final int MAX = 512;

    private static final int START = 16;

    /** A bit for each phrase, in 64s. */
    private final long[] found;

    private int[] distinct = new int[START];
    private int distinctCount;
    private int[] numbers = new int[START];
    private int[] ends = new int[START];
    private int count;

    /** @param phrases how many there are */
    Hits(int phrases) {
        this.found = new long[phrases / Long.SIZE + 1];
    }

    boolean has(int phrase) {
        return (found[phrase >> 6] & (1L << phrase)) != 0;
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
    boolean hasInOrder(int first, int second, int lengthOfSecond, int reach) {
        return has(first) && has(second) && inOrder(first, second, lengthOfSecond, reach);
    }

    private boolean inOrder(int first, int second, int lengthOfSecond, int reach) {
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
            found[phrase >> 6] |= 1L << phrase;
            addDistinct(phrase);
        }
        if (count < MAX) {
            if (count == numbers.length) {
                numbers = Arrays.copyOf(numbers, count * 2);
                ends = Arrays.copyOf(ends, count * 2);
            }
            numbers[count] = phrase;
            ends[count++] = end;
        }
    }

    private void addDistinct(int phrase) {
        if (distinctCount == distinct.length) {
            distinct = Arrays.copyOf(distinct, distinctCount * 2);
        }
        distinct[distinctCount++] = phrase;
    }
}
