package whybounce.catalogue;

import java.util.Collection;
import java.util.Comparator;

/** Guesses which word was meant. */
final class Nearest {

    /** More slips than this make another word. */
    private static final int MOST_SLIPS = 3;

    private Nearest() {}

    /** What to say behind an unknown word: nothing where no known one is near. */
    static String hint(String word, Collection<String> known) {
        return known.stream()
                .filter(other -> slips(word, other) <= Math.min(MOST_SLIPS, other.length() / 2))
                .min(Comparator.comparingInt((String other) -> slips(word, other))
                        .thenComparing(Comparator.naturalOrder()))
                .map(other -> "; " + other + " is meant?")
                .orElse("");
    }

    /** How many letters were left out, put in or mistaken; too many where the lengths alone say so. */
    private static int slips(String word, String other) {
        if (Math.abs(word.length() - other.length()) > MOST_SLIPS) {
            return MOST_SLIPS + 1;
        }
        int[] row = new int[other.length() + 1];
        for (int i = 0; i < row.length; i++) {
            row[i] = i;
        }
        for (int at = 1; at <= word.length(); at++) {
            int diagonal = row[0];
            row[0] = at;
            for (int i = 1; i < row.length; i++) {
                int changed = diagonal + (word.charAt(at - 1) == other.charAt(i - 1) ? 0 : 1);
                diagonal = row[i];
                row[i] = Math.min(changed, 1 + Math.min(row[i], row[i - 1]));
            }
        }
        return row[other.length()];
    }
}
