package whybounce.classify;

import java.util.Comparator;
import java.util.List;
import whybounce.classify.Phrases.Term;
import whybounce.table.TableReader;
import whybounce.table.TableWriter;

/**
 * How several phrases of a rule stand in its numbers: how many there are, the phrases, their lengths; how many pairs there
 * are, and of each what a {@link Term} says. Most of the time it takes to ask a rule goes into reading them.
 */
final class Terms {

    private static final int OF_PAIR = 4;

    private Terms() {}

    static void write(List<Term> terms, TableWriter out) {
        // The longest first: that one is asked for.
        var single = terms.stream()
                .filter(term -> !term.isPair())
                .sorted(Comparator.comparingInt(Term::length).reversed())
                .toList();
        out.number(single.size());
        single.forEach(term -> out.number(term.first()));
        single.forEach(term -> out.number(term.length()));
        out.number(terms.size() - single.size());
        terms.stream().filter(Term::isPair).forEach(pair -> {
            out.number(pair.first());
            out.number(pair.second());
            out.number(pair.length());
            out.number(pair.lengthOfSecond());
        });
    }

    /** Leaves them in the table, and says where they begin. */
    static int skip(TableReader table) {
        int from = table.at();
        int pairs = pairs(table.all(), from);
        table.goTo(pairs + 1 + OF_PAIR * table.all()[pairs]);
        return from;
    }

    private static int pairs(int[] numbers, int at) {
        return at + 1 + 2 * numbers[at];
    }

    static boolean isEmpty(int[] numbers, int at) {
        return numbers[at] == 0 && numbers[pairs(numbers, at)] == 0;
    }

    /** Whether one of them was found. */
    static boolean anyIn(Hits hits, int[] numbers, int at) {
        int end = at + 1 + numbers[at];
        for (int i = at + 1; i < end; i++) {
            if (hits.has(numbers[i])) {
                return true;
            }
        }
        int pairs = pairs(numbers, at);
        for (int i = 0; i < numbers[pairs]; i++) {
            if (hasPair(hits, numbers, pairs + 1 + OF_PAIR * i)) {
                return true;
            }
        }
        return false;
    }

    /** The length of the longest that was found; 0 where none was. */
    static int longestIn(Hits hits, int[] numbers, int at) {
        int longest = longestSingle(hits, numbers, at);
        int pairs = pairs(numbers, at);
        for (int i = 0; i < numbers[pairs]; i++) {
            int pair = pairs + 1 + OF_PAIR * i;
            if (numbers[pair + 2] > longest && hasPair(hits, numbers, pair)) {
                longest = numbers[pair + 2];
            }
        }
        return longest;
    }

    private static int longestSingle(Hits hits, int[] numbers, int at) {
        int count = numbers[at];
        for (int i = at + 1; i <= at + count; i++) {
            if (hits.has(numbers[i])) {
                return numbers[i + count];
            }
        }
        return 0;
    }

    /** The length of all of them together; {@link CompiledRule#NO} where one was not found. */
    static int allIn(Hits hits, int[] numbers, int at) {
        int length = 0;
        int count = numbers[at];
        for (int i = at + 1; i <= at + count; i++) {
            if (!hits.has(numbers[i])) {
                return CompiledRule.NO;
            }
            length += numbers[i + count];
        }
        int pairs = pairs(numbers, at);
        for (int i = 0; i < numbers[pairs]; i++) {
            int pair = pairs + 1 + OF_PAIR * i;
            if (!hasPair(hits, numbers, pair)) {
                return CompiledRule.NO;
            }
            length += numbers[pair + 2];
        }
        return length;
    }

    private static boolean hasPair(Hits hits, int[] numbers, int pair) {
        return hits.hasInOrder(numbers[pair], numbers[pair + 1], numbers[pair + 3]);
    }
}
