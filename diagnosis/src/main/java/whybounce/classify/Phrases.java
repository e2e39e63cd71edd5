package whybounce.classify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gives each phrase of the catalogue its number. */
final class Phrases {

    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> texts = new ArrayList<>();

    /**
     * A phrase as the catalogue writes it: an asterisk at an end lets a word go on there, and {@code ...} between two
     * parts lets other words stand between them.
     */
    Term term(String written) {
        int gap = written.indexOf(" ... ");
        if (gap < 0) {
            int number = number(written);
            return new Term(number, Term.NO_SECOND, length(number), 0);
        }
        int first = number(written.substring(0, gap));
        int second = number(written.substring(gap + " ... ".length()));
        return new Term(first, second, length(first) + length(second), length(second));
    }

    List<Term> terms(List<String> written) {
        var terms = new ArrayList<Term>(written.size());
        for (String each : written) {
            terms.add(term(each));
        }
        return terms;
    }

    List<String> texts() {
        return texts;
    }

    /** How many characters a phrase has. */
    int length(int number) {
        return texts.get(number).length();
    }

    private int number(String written) {
        String phrase = normal(written);
        if (phrase.isBlank()) {
            throw new IllegalArgumentException("nothing is left of the phrase \"" + written + "\"");
        }
        var known = numbers.putIfAbsent(phrase, texts.size());
        if (known != null) {
            return known;
        }
        texts.add(phrase);
        return texts.size() - 1;
    }

    private static String normal(String written) {
        String words = NormalText.ofPhrase(written.replace("*", ""));
        int from = written.startsWith("*") ? 1 : 0;
        int to = words.length() - (written.endsWith("*") ? 1 : 0);
        return from < to ? words.substring(from, to) : "";
    }

    /**
     * A phrase, or two in order.
     *
     * @param length of what it matches, both parts together
     */
    record Term(int first, int second, int length, int lengthOfSecond) {

        static final int NO_SECOND = -1;

        /** How far apart two parts may be: farther, they seldom belong to one sentence. */
        static final int REACH = 80;

        boolean in(Hits hits) {
            return hits.has(first) && (second == NO_SECOND || hits.hasInOrder(first, second, lengthOfSecond, REACH));
        }
    }
}
