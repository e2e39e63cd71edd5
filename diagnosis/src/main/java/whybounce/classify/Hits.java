package whybounce.classify;

import java.util.Arrays;

/** The phrases found in one text, in the order in which they end, the longer of two first. */
final class Hits {

    /** More than any honest reply has; later ones are not noted. */
    static final int MAX = 4_096;

    /** How far apart two phrases of a pair may be: farther, they seldom belong to one sentence. */
    static final int REACH = 80;

    private static final int START = 32;

    /** How many bits there are to pass over a phrase that was not found; a power of two. */
    private static final int MARKS = 1_024;

    /** A bit for all phrases whose numbers end alike: one that is not set was not found. */
    private final long[] marks = new long[MARKS / Long.SIZE];

    private int[] numbers = new int[START];
    private int[] ends = new int[START];
    private int count;

    /** Whether a phrase was found. */
    boolean has(int phrase) {
        return (marks[(phrase & (MARKS - 1)) >> 6] & (1L << phrase)) != 0 && isNoted(phrase);
    }

    private boolean isNoted(int phrase) {
        for (int i = 0; i < count; i++) {
            if (numbers[i] == phrase) {
                return true;
            }
        }
        return false;
    }

    /** How many places there are at which a phrase ends. */
    int size() {
        return count;
    }

    /** The phrase that ends at one of these places. */
    int phrase(int index) {
        return numbers[index];
    }

    /** Whether {@code second} begins behind an end of {@code first}, and not far from it. */
    boolean hasInOrder(int first, int second, int lengthOfSecond) {
        return has(first) && has(second) && inOrder(first, second, lengthOfSecond);
    }

    private boolean inOrder(int first, int second, int lengthOfSecond) {
        int lastEnd = Integer.MIN_VALUE / 2;
        for (int i = 0; i < count; i++) {
            if (numbers[i] == second) {
                int gap = ends[i] - lengthOfSecond - lastEnd;
                // Two phrases share the one space between two words, and a form of a word may be shorter than it.
                if (gap >= -1 - WordForms.SHORTER && gap <= REACH) {
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
        if (count < MAX) {
            marks[(phrase & (MARKS - 1)) >> 6] |= 1L << phrase;
            insert(phrase, end);
        }
    }

    private void insert(int phrase, int end) {
        if (count == numbers.length) {
            numbers = Arrays.copyOf(numbers, count * 2);
            ends = Arrays.copyOf(ends, count * 2);
        }
        int at = count++;
        while (at > 0 && ends[at - 1] > end) {
            numbers[at] = numbers[at - 1];
            ends[at] = ends[at - 1];
            at--;
        }
        numbers[at] = phrase;
        ends[at] = end;
    }
}
