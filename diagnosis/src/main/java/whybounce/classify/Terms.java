package whybounce.classify;

import java.util.List;
import whybounce.classify.Phrases.Term;

/** Several phrases of a rule, side by side in memory: most of the time it takes to ask a rule goes into reading them. */
final class Terms {

    static final Terms NONE = of(List.of());

    /** Those of one phrase. */
    private final int[] phrases;

    private final int[] lengths;

    /** Those of two in order; few rules have any. */
    private final List<Term> pairs;

    private Terms(int[] phrases, int[] lengths, List<Term> pairs) {
        this.phrases = phrases;
        this.lengths = lengths;
        this.pairs = pairs;
    }

    static Terms of(List<Term> terms) {
        var single =
                terms.stream().filter(term -> term.second() == Term.NO_SECOND).toList();
        return new Terms(
                single.stream().mapToInt(Term::first).toArray(),
                single.stream().mapToInt(Term::length).toArray(),
                terms.stream().filter(term -> term.second() != Term.NO_SECOND).toList());
    }

    boolean isEmpty() {
        return phrases.length == 0 && pairs.isEmpty();
    }

    /** Whether one of them was found. */
    boolean anyIn(Hits hits) {
        for (int phrase : phrases) {
            if (hits.has(phrase)) {
                return true;
            }
        }
        for (int i = 0; i < pairs.size(); i++) {
            if (pairs.get(i).in(hits)) {
                return true;
            }
        }
        return false;
    }

    /** The length of the longest that was found; 0 where none was. */
    int longestIn(Hits hits) {
        int longest = 0;
        for (int i = 0; i < phrases.length; i++) {
            if (lengths[i] > longest && hits.has(phrases[i])) {
                longest = lengths[i];
            }
        }
        for (int i = 0; i < pairs.size(); i++) {
            if (pairs.get(i).length() > longest && pairs.get(i).in(hits)) {
                longest = pairs.get(i).length();
            }
        }
        return longest;
    }

    /** The length of all of them together; {@link CompiledRule#NO} where one was not found. */
    int allIn(Hits hits) {
        int length = 0;
        for (int i = 0; i < phrases.length; i++) {
            if (!hits.has(phrases[i])) {
                return CompiledRule.NO;
            }
            length += lengths[i];
        }
        for (int i = 0; i < pairs.size(); i++) {
            if (!pairs.get(i).in(hits)) {
                return CompiledRule.NO;
            }
            length += pairs.get(i).length();
        }
        return length;
    }
}
