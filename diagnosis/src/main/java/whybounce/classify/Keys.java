package whybounce.classify;

import java.util.ArrayList;
import java.util.List;
import whybounce.classify.Phrases.Term;
import whybounce.table.TableReader;
import whybounce.table.TableWriter;

/**
 * Which rules are worth asking, by the phrases that were found.
 *
 * <p>Most phrases are the key of one rule: then one number says all of it. Of the others it says where more stands.
 */
final class Keys {

    // A key as one number: the rule's place; and its length, in the lowest bits.
    private static final int LENGTH_BITS = 12;
    private static final int MAX_LENGTH = (1 << LENGTH_BITS) - 1;

    // What is known of a key otherwise, behind each other.
    private static final int PLACE = 0;
    private static final int LENGTH = 1;
    private static final int SECOND = 2;
    private static final int LENGTH_OF_SECOND = 3;
    private static final int NUMBERS = 4;

    /** By phrase: its only key; or, below zero, where its keys begin; 0 for none. */
    private final int[] byPhrase;

    /** How many keys there are, and the keys. */
    private final int[] others;

    /** @param table where they were written */
    Keys(TableReader table) {
        this.byPhrase = table.numbers();
        this.others = table.numbers();
    }

    /** The keys of rules, as they are written. */
    static final class Writer {

        private record Key(int place, Term term) {}

        private final List<List<Key>> byPhrase = new ArrayList<>();

        void add(int place, List<Term> keys) {
            keys.forEach(key -> add(place, key));
        }

        private void add(int place, Term term) {
            while (byPhrase.size() <= term.first()) {
                byPhrase.add(new ArrayList<>(1));
            }
            byPhrase.get(term.first()).add(new Key(place, term));
        }

        /** @param phrases how many there are */
        void write(TableWriter out, int phrases) {
            var others = new ArrayList<Integer>(List.of(0));
            var first = new int[phrases];
            for (int phrase = 0; phrase < byPhrase.size(); phrase++) {
                first[phrase] = first(byPhrase.get(phrase), others);
            }
            out.numbers(first);
            out.numbers(others.stream().mapToInt(Integer::intValue).toArray());
        }

        private static int first(List<Key> keys, List<Integer> others) {
            if (keys.isEmpty()) {
                return 0;
            }
            var key = keys.getFirst();
            if (keys.size() == 1 && !key.term().isPair() && key.term().length() <= MAX_LENGTH) {
                return (key.place() << LENGTH_BITS) | key.term().length();
            }
            int at = others.size();
            others.add(keys.size());
            for (var each : keys) {
                var term = each.term();
                others.addAll(List.of(each.place(), term.length(), term.second(), term.lengthOfSecond()));
            }
            return -at;
        }
    }

    /** The rules that have a key among the phrases that were found, each with the longest one. */
    Candidates in(Hits hits) {
        var found = new Candidates();
        for (int i = 0; i < hits.size(); i++) {
            int key = byPhrase[hits.phrase(i)];
            if (key > 0) {
                found.add(key >>> LENGTH_BITS, key & MAX_LENGTH);
            } else if (key < 0) {
                addOthers(-key, hits, hits.phrase(i), found);
            }
        }
        return found;
    }

    private void addOthers(int from, Hits hits, int phrase, Candidates found) {
        int end = from + 1 + NUMBERS * others[from];
        for (int at = from + 1; at < end; at += NUMBERS) {
            int second = others[at + SECOND];
            if (second == Term.NO_SECOND || hits.hasInOrder(phrase, second, others[at + LENGTH_OF_SECOND])) {
                found.add(others[at + PLACE], others[at + LENGTH]);
            }
        }
    }
}
