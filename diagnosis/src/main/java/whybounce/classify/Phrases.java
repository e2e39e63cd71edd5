package whybounce.classify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
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

    /** Different ones only: several ways to write it may be one phrase. */
    List<Term> terms(List<String> written) {
        var terms = new LinkedHashSet<Term>();
        for (String each : written) {
            terms.add(term(each));
        }
        return List.copyOf(terms);
    }

    List<String> texts() {
        return texts;
    }

    /** How many characters a phrase has, with the spaces around its words. */
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
        if (written.equals(Vocabulary.IP) || written.equals(Vocabulary.ADDRESS)) {
            return " " + written + " ";
        }
        String words = withoutIdleSpaces(NormalText.ofPhrase(written.replace("*", "")));
        int from = written.startsWith("*") && words.startsWith(" ") ? 1 : 0;
        int to = words.length() - (written.endsWith("*") && words.endsWith(" ") ? 1 : 0);
        return from < to ? WordForms.ofPhrase(words.substring(from, to)) : "";
    }

    /** No space parts what is parted without: so all ways to write the same words are one phrase. */
    private static String withoutIdleSpaces(String words) {
        var text = new StringBuilder(words);
        for (int at = text.length() - 1; at >= 0; at--) {
            if (text.charAt(at) == ' ' && (isAlone(text, at - 1) || isAlone(text, at + 1))) {
                text.deleteCharAt(at);
            }
        }
        return text.toString();
    }

    private static boolean isAlone(CharSequence text, int at) {
        return at >= 0 && at < text.length() && NormalText.isWordAlone(text.charAt(at));
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
