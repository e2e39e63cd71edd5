package whybounce.classify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import whybounce.classify.Phrases.Term;

/** Which rules are worth asking, by the phrases that were found; side by side in memory, as {@link Terms} are. */
final class Keys {

    // What is known of a key, behind each other.
    private static final int PLACE = 0;
    private static final int LENGTH = 1;
    private static final int SECOND = 2;
    private static final int LENGTH_OF_SECOND = 3;
    private static final int NUMBERS = 4;

    /** By phrase: where its keys begin, and at the next one's where they end. */
    private final int[] starts;

    private final int[] numbers;

    private Keys(int[] starts, int[] numbers) {
        this.starts = starts;
        this.numbers = numbers;
    }

    /** @param phrases how many there are */
    static Keys of(List<CompiledRule> rules, int phrases) {
        var byPhrase = new ArrayList<List<int[]>>();
        for (int phrase = 0; phrase < phrases; phrase++) {
            byPhrase.add(List.of());
        }
        for (var rule : rules) {
            for (var key : rule.keys()) {
                if (byPhrase.get(key.first()).isEmpty()) {
                    byPhrase.set(key.first(), new ArrayList<>(1));
                }
                byPhrase.get(key.first()).add(numbers(rule, key));
            }
        }
        int[] starts = new int[phrases + 1];
        for (int phrase = 0; phrase < phrases; phrase++) {
            starts[phrase + 1] = starts[phrase] + NUMBERS * byPhrase.get(phrase).size();
        }
        return new Keys(
                starts,
                byPhrase.stream()
                        .flatMap(List::stream)
                        .flatMapToInt(Arrays::stream)
                        .toArray());
    }

    private static int[] numbers(CompiledRule rule, Term key) {
        return new int[] {rule.place(), key.length(), key.second(), key.lengthOfSecond()};
    }

    /** The rules that have a key among the phrases that were found, each with the longest one. */
    Found in(Hits hits) {
        var found = new Found();
        for (int i = 0; i < hits.size(); i++) {
            int phrase = hits.phrase(i);
            for (int at = starts[phrase]; at < starts[phrase + 1]; at += NUMBERS) {
                if (isIn(hits, phrase, at)) {
                    found.add(numbers[at + PLACE], numbers[at + LENGTH]);
                }
            }
        }
        return found;
    }

    private boolean isIn(Hits hits, int phrase, int at) {
        return numbers[at + SECOND] == Term.NO_SECOND
                || hits.hasInOrder(phrase, numbers[at + SECOND], numbers[at + LENGTH_OF_SECOND], Term.REACH);
    }

    /** Rules by their places, in the order in which they were found. */
    static final class Found {
        private static final int USUAL = 16;

        private int[] places = new int[USUAL];
        private int[] lengths = new int[USUAL];
        private int count;

        int size() {
            return count;
        }

        int place(int index) {
            return places[index];
        }

        /** Of the rule's longest key. */
        int length(int index) {
            return lengths[index];
        }

        private void add(int place, int length) {
            for (int i = 0; i < count; i++) {
                if (places[i] == place) {
                    lengths[i] = Math.max(lengths[i], length);
                    return;
                }
            }
            if (count == places.length) {
                places = Arrays.copyOf(places, count * 2);
                lengths = Arrays.copyOf(lengths, count * 2);
            }
            places[count] = place;
            lengths[count++] = length;
        }
    }
}
