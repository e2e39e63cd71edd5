package whybounce.classify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gives each phrase of the catalogue its number. */
final class Phrases {

    /** What stands between the two parts of a pair. */
    private static final String GAP = " ... ";

    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> texts = new ArrayList<>();

    /**
     * A phrase as the catalogue writes it: an asterisk at an end lets a word go on there, and {@code ...} between two
     * parts lets other words stand between them.
     */
    Term term(String written) {
        int gap = written.indexOf(GAP);
        if (gap < 0) {
            int number = number(written);
            return new Term(number, Term.NO_SECOND, length(number), 0);
        }
        int first = number(written.substring(0, gap));
        int second = number(written.substring(gap + GAP.length()));
        return new Term(first, second, length(first) + length(second), length(second));
    }

    /** Whether it has two parts. */
    static boolean isPair(String written) {
        return written.contains(GAP);
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

    private int length(int number) {
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
        if (words.isBlank()) {
            return "";
        }
        boolean opens = written.startsWith("*") || NormalText.isWordAlone(words.charAt(1));
        boolean goesOn = written.endsWith("*") || NormalText.isWordAlone(words.charAt(words.length() - 2));
        return words.substring(opens ? 1 : 0, words.length() - (goesOn ? 1 : 0));
    }

    /**
     * A phrase, or two in order.
     *
     * @param length of what it matches, both parts together
     */
    record Term(int first, int second, int length, int lengthOfSecond) {

        static final int NO_SECOND = -1;

        boolean isPair() {
            return second != NO_SECOND;
        }
    }
}
