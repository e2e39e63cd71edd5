package whybounce.classify;

import java.util.List;
import whybounce.classify.Phrases.Term;

/** Several phrases of a rule, side by side in memory: most of the time it takes to ask a rule goes into reading them. */
final class Terms {

    static final Terms NONE = new Terms(new int[0]);

    // Where the numbers of a term stand.
    private static final int FIRST = 0;
    private static final int SECOND = 1;
    private static final int LENGTH = 2;
    private static final int LENGTH_OF_SECOND = 3;
    private static final int NUMBERS = 4;

    private final int[] numbers;

    private Terms(int[] numbers) {
        this.numbers = numbers;
    }

    static Terms of(List<Term> terms) {
        int[] numbers = new int[terms.size() * NUMBERS];
        for (int i = 0; i < terms.size(); i++) {
            var term = terms.get(i);
            numbers[i * NUMBERS + FIRST] = term.first();
            numbers[i * NUMBERS + SECOND] = term.second();
            numbers[i * NUMBERS + LENGTH] = term.length();
            numbers[i * NUMBERS + LENGTH_OF_SECOND] = term.lengthOfSecond();
        }
        return new Terms(numbers);
    }

    boolean isEmpty() {
        return numbers.length == 0;
    }

    /** Whether one of them was found. */
    boolean anyIn(Hits hits) {
        for (int at = 0; at < numbers.length; at += NUMBERS) {
            if (isIn(hits, at)) {
                return true;
            }
        }
        return false;
    }

    /** The length of the longest that was found; 0 where none was. */
    int longestIn(Hits hits) {
        int longest = 0;
        for (int at = 0; at < numbers.length; at += NUMBERS) {
            if (numbers[at + LENGTH] > longest && isIn(hits, at)) {
                longest = numbers[at + LENGTH];
            }
        }
        return longest;
    }

    /** The length of all of them together; {@link CompiledRule#NO} where one was not found. */
    int allIn(Hits hits) {
        int length = 0;
        for (int at = 0; at < numbers.length; at += NUMBERS) {
            if (!isIn(hits, at)) {
                return CompiledRule.NO;
            }
            length += numbers[at + LENGTH];
        }
        return length;
    }

    private boolean isIn(Hits hits, int at) {
        return hits.has(numbers[at + FIRST])
                && (numbers[at + SECOND] == Term.NO_SECOND
                        || hits.hasInOrder(
                                numbers[at + FIRST], numbers[at + SECOND], numbers[at + LENGTH_OF_SECOND], Term.REACH));
    }
}
