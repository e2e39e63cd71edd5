package whybounce.classify;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import whybounce.classify.Phrases.Term;
import whybounce.table.TableReader;
import whybounce.table.TableWriter;

/**
 * What each phrase means to the rules: it is a key of some, which makes them worth asking, it forbids some, and it lets
 * some hold that ask for one of several words beside their key.
 *
 * <p>Rules are bits. Three of four whose key was found fall here, all at once and without being looked at. Of each phrase
 * only those 32 rules are kept in which it has a part, so that the size of the catalogue does not matter.
 */
final class Bearings {

    // A row: the length of the phrase; where the pairs stand that it begins and that are keys, 0 for none; how many
    // words of bits follow, one at least; and of each its index, and the rules whose key it is, those that it forbids,
    // those that it lets hold. The first row means nothing.

    private static final int PAIRS = 1;
    private static final int WORDS = 2;
    private static final int FIRST = 3;
    private static final int OF_WORD = 4;

    // Pairs: how many there are; of each the rule, the second phrase and its length, and the length of both.

    private static final int OF_PAIR = 4;

    /** By phrase: where its row begins. */
    private final int[] byPhrase;

    private final int[] rows;

    /** The rules that hold without being let. */
    private final int[] free;

    /** @param table where they were written */
    Bearings(TableReader table) {
        this.byPhrase = table.numbers();
        this.rows = table.numbers();
        this.free = table.numbers();
    }

    /** @param byCode the rules that are worth asking whatever the words are; it is changed */
    Bearing of(Hits hits, Places byCode) {
        return new Bearing(hits, byCode);
    }

    /** What the phrases of one text mean together. */
    final class Bearing {

        private final Hits hits;

        private final Places asked;

        private final int[] let = new int[free.length];
        private final int[] forbidden = new int[free.length];

        /** The rows of the phrases that were found. */
        private final int[] found;

        private Bearing(Hits hits, Places byCode) {
            this.hits = hits;
            this.asked = byCode;
            this.found = new int[hits.size()];
            add();
        }

        private void add() {
            int pairs = 0;
            for (int i = 0; i < hits.size(); i++) {
                int row = byPhrase[hits.phrase(i)];
                found[i] = row;
                pairs |= rows[row + PAIRS];
                int last = row + FIRST + OF_WORD * rows[row + WORDS];
                int at = row + FIRST;
                // Most have one word only: no branch for it.
                do {
                    int word = rows[at];
                    asked.addAll(word, rows[at + 1]);
                    forbidden[word] |= rows[at + 2];
                    let[word] |= rows[at + 3];
                    at += OF_WORD;
                } while (at < last);
            }
            if (pairs != 0) {
                addPairs();
            }
        }

        private void addPairs() {
            for (int i = 0; i < found.length; i++) {
                int from = rows[found[i] + PAIRS];
                if (from != 0) {
                    addPairs(from, hits.phrase(i));
                }
            }
        }

        private void addPairs(int from, int first) {
            int end = from + 1 + OF_PAIR * rows[from];
            for (int at = from + 1; at < end; at += OF_PAIR) {
                if (isInOrder(first, at)) {
                    asked.add(rows[at]);
                }
            }
        }

        private boolean isInOrder(int first, int pair) {
            return hits.hasInOrder(first, rows[pair + 1], rows[pair + 2]);
        }

        /** The rules that have a key in the text. */
        Places worthAsking() {
            return asked;
        }

        /** Of one word, those that nothing forbids and that are let. */
        int allowed(int word) {
            return (free[word] | let[word]) & ~forbidden[word];
        }

        /** The length of a rule's longest key that was found; 0 where the words have no part in it. */
        int keyLength(int place) {
            int longest = 0;
            for (int i = 0; i < found.length; i++) {
                int row = found[i];
                if (rows[row] > longest && isKey(row, place)) {
                    longest = rows[row];
                }
                if (rows[row + PAIRS] != 0) {
                    longest = pairLength(rows[row + PAIRS], place, hits.phrase(i), longest);
                }
            }
            return longest;
        }

        private boolean isKey(int row, int place) {
            int end = row + FIRST + OF_WORD * rows[row + WORDS];
            for (int at = row + FIRST; at < end; at += OF_WORD) {
                if (rows[at] == Places.wordOf(place)) {
                    return (rows[at + 1] & (1 << place)) != 0;
                }
            }
            return false;
        }

        private int pairLength(int from, int place, int first, int known) {
            int longest = known;
            int end = from + 1 + OF_PAIR * rows[from];
            for (int at = from + 1; at < end; at += OF_PAIR) {
                if (rows[at] == place && rows[at + 3] > longest && isInOrder(first, at)) {
                    longest = rows[at + 3];
                }
            }
            return longest;
        }
    }

    /** What phrases mean, as it is written. */
    static final class Writer {

        private record Pair(int place, Term term) {}

        private record Row(int length, BitSet keyOf, BitSet forbids, BitSet lets, List<Pair> pairs) {

            Row(int length) {
                this(length, new BitSet(), new BitSet(), new BitSet(), new ArrayList<>(0));
            }
        }

        private final Phrases phrases;
        private final NavigableMap<Integer, Row> byPhrase = new TreeMap<>();
        private final BitSet free = new BitSet();

        Writer(Phrases phrases) {
            this.phrases = phrases;
        }

        /** @param keys one of them makes the rule worth asking */
        void keys(int place, List<Term> keys) {
            for (var key : keys) {
                if (key.isPair()) {
                    row(key).pairs().add(new Pair(place, key));
                } else {
                    row(key).keyOf().set(place);
                }
            }
        }

        /**
         * @param none pairs among them forbid nothing here, the rule looks for them
         * @param with one of them must be there, unless there are none
         */
        void conditions(int place, List<Term> none, List<Term> with) {
            none.stream()
                    .filter(term -> !term.isPair())
                    .forEach(term -> row(term).forbids().set(place));
            // Where a pair would do, the rule is asked.
            if (with.isEmpty() || with.stream().anyMatch(Term::isPair)) {
                free.set(place);
            } else {
                with.forEach(term -> row(term).lets().set(place));
            }
        }

        private Row row(Term term) {
            return byPhrase.computeIfAbsent(term.first(), added -> new Row(phrases.length(term.first())));
        }

        /** @param rules how many there are */
        void write(TableWriter out, int rules) {
            var first = new int[phrases.texts().size()];
            var rows = new ArrayList<Integer>();
            put(new Row(0), rows);
            var known = new HashMap<Row, Integer>();
            // Short phrases are found most often: their rows stand together.
            byPhrase.keySet().stream()
                    .sorted(Comparator.comparingInt(phrases::length))
                    .forEach(phrase ->
                            first[phrase] = known.computeIfAbsent(byPhrase.get(phrase), row -> put(row, rows)));
            out.numbers(first);
            out.numbers(rows.stream().mapToInt(Integer::intValue).toArray());
            out.numbers(Places.wordsOf(free, rules));
        }

        private static int put(Row row, List<Integer> rows) {
            int pairs = row.pairs().isEmpty() ? 0 : putPairs(row.pairs(), rows);
            int at = rows.size();
            rows.addAll(List.of(row.length(), pairs, 0));
            int[] keyOf = words(row.keyOf());
            int[] forbids = words(row.forbids());
            int[] lets = words(row.lets());
            for (int word = 0; word < keyOf.length || word < forbids.length || word < lets.length; word++) {
                var bits = List.of(word, at(keyOf, word), at(forbids, word), at(lets, word));
                if (bits.subList(1, OF_WORD).stream().anyMatch(each -> each != 0)) {
                    rows.addAll(bits);
                    rows.set(at + WORDS, rows.get(at + WORDS) + 1);
                }
            }
            if (rows.get(at + WORDS) == 0) {
                rows.addAll(List.of(0, 0, 0, 0));
                rows.set(at + WORDS, 1);
            }
            return at;
        }

        private static int[] words(BitSet places) {
            return Places.wordsOf(places, places.length());
        }

        private static int at(int[] bits, int word) {
            return word < bits.length ? bits[word] : 0;
        }

        private static int putPairs(List<Pair> pairs, List<Integer> rows) {
            int at = rows.size();
            rows.add(pairs.size());
            for (var pair : pairs) {
                var term = pair.term();
                rows.addAll(List.of(pair.place(), term.second(), term.lengthOfSecond(), term.length()));
            }
            return at;
        }
    }
}
