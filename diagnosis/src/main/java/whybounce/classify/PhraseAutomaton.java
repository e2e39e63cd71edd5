package whybounce.classify;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All phrases as one Aho-Corasick automaton: a text is read once, one table look-up a character, whatever the number of
 * phrases.
 */
final class PhraseAutomaton {

    private static final int NONE = -1;

    /** Class 0 is for characters that no phrase has. */
    private final Map<Character, Integer> rare = new HashMap<>();

    private final byte[] common = new byte[128];
    private final int width;
    private final int[] next;
    private final int[] phraseAt;
    private final int[] shorter;

    /** @param phrases normalised; the index of a phrase is its number */
    PhraseAutomaton(List<String> phrases) {
        this.width = classify(phrases);
        int most = 1 + phrases.stream().mapToInt(String::length).sum();
        var table = new int[most * width];
        var ends = new int[most];
        Arrays.fill(table, NONE);
        Arrays.fill(ends, NONE);
        int states = 1;
        for (int number = 0; number < phrases.size(); number++) {
            states = add(phrases.get(number), number, table, ends, states);
        }
        this.next = Arrays.copyOf(table, states * width);
        this.phraseAt = Arrays.copyOf(ends, states);
        this.shorter = new int[states];
        link(states);
    }

    /** Reads a text and notes every phrase in it. */
    void scan(char[] chars, int length, Hits hits) {
        int state = 0;
        for (int at = 0; at < length; at++) {
            state = next[state * width + kind(chars[at])];
            for (int s = phraseAt[state] != NONE ? state : shorter[state]; s != NONE; s = shorter[s]) {
                hits.add(phraseAt[s], at + 1);
            }
        }
    }

    private int kind(char c) {
        return c < 128 ? common[c] : rare.getOrDefault(c, 0);
    }

    private int classify(List<String> phrases) {
        int count = 1;
        for (String phrase : phrases) {
            for (int at = 0; at < phrase.length(); at++) {
                char c = phrase.charAt(at);
                if (kind(c) == 0) {
                    if (c < 128) {
                        common[c] = (byte) count;
                    } else {
                        rare.put(c, count);
                    }
                    count++;
                }
            }
        }
        return count;
    }

    private int add(String phrase, int number, int[] table, int[] ends, int states) {
        int state = 0;
        int free = states;
        for (int at = 0; at < phrase.length(); at++) {
            int edge = state * width + kind(phrase.charAt(at));
            if (table[edge] == NONE) {
                table[edge] = free++;
            }
            state = table[edge];
        }
        ends[state] = number;
        return free;
    }

    /** Makes every missing edge lead on to where the longest suffix that is known leads (breadth first). */
    private void link(int states) {
        var suffix = new int[states];
        var queue = new ArrayDeque<Integer>();
        shorter[0] = NONE;
        for (int kind = 0; kind < width; kind++) {
            follow(0, kind, 0, queue, suffix);
        }
        while (!queue.isEmpty()) {
            int state = queue.remove();
            shorter[state] = phraseAt[suffix[state]] != NONE ? suffix[state] : shorter[suffix[state]];
            for (int kind = 0; kind < width; kind++) {
                follow(state, kind, next[suffix[state] * width + kind], queue, suffix);
            }
        }
    }

    private void follow(int state, int kind, int fallback, ArrayDeque<Integer> queue, int[] suffix) {
        int edge = state * width + kind;
        if (next[edge] == NONE) {
            next[edge] = fallback;
        } else {
            suffix[next[edge]] = fallback;
            queue.add(next[edge]);
        }
    }

    /** The phrases found in one text, in the order in which they end. */
    static final class Hits {

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

        private void add(int phrase, int end) {
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
}
