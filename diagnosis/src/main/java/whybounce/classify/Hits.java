package whybounce.classify;

import java.util.Arrays;

/** The phrases found in one text, in the order in which they end, the longer of two first. */
final class Hits {

    /** More than any honest reply has; later ones are not noted. */
    static final int MAX = 512;

    private static final int START = 16;

    /** A hash table of the different phrases, each plus one; never more than half full. */
    private int[] slots = new int[2 * START];

    private int[] distinct = new int[START];
    private int distinctCount;
    private int[] numbers = new int[START];
    private int[] ends = new int[START];
    private int count;

    boolean has(int phrase) {
        return slots[slot(phrase)] != 0;
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
        int slot = slot(phrase);
        if (slots[slot] == 0) {
            slots[slot] = phrase + 1;
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

    /** Where a phrase is in the hash table, or would be. */
    private int slot(int phrase) {
        int mask = slots.length - 1;
        int slot = phrase & mask;
        while (slots[slot] != 0 && slots[slot] != phrase + 1) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void addDistinct(int phrase) {
        if (distinctCount == distinct.length) {
            distinct = Arrays.copyOf(distinct, distinctCount * 2);
            slots = new int[distinctCount * 4];
            for (int i = 0; i < distinctCount; i++) {
                slots[slot(distinct[i])] = distinct[i] + 1;
            }
            slots[slot(phrase)] = phrase + 1;
        }
        distinct[distinctCount++] = phrase;
    }
}
