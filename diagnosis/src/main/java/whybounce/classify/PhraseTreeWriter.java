package whybounce.classify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import whybounce.table.TableWriter;

/** Makes the tree of all phrases, and writes what a {@link PhraseTree} is read from. */
final class PhraseTreeWriter {

    /** How many bits there are for each beginning of words, so that few others look like one. */
    private static final int MARKS = 64;

    /** Where a word is open. */
    private static final char OPEN = '*';

    private static final class Node {
        /** By symbol. */
        final NavigableMap<Integer, Node> next = new TreeMap<>();

        /** That ends here plus one, 0 for none. */
        int phrase;

        int number;

        /** Where its edges begin, of a fork. */
        int link;

        boolean isFork() {
            return next.size() > 1;
        }

        long toNumber() {
            return isFork()
                    ? PhraseTree.fork(phrase, link)
                    : next.isEmpty()
                            ? PhraseTree.chain(phrase, 0, 0)
                            : PhraseTree.chain(
                                    phrase, next.firstKey(), next.firstEntry().getValue().number);
        }

        /** With what stands in front of them. */
        LongStream edges() {
            return LongStream.concat(
                    LongStream.of(PhraseTree.marks(
                            next.keySet().stream().mapToInt(Integer::intValue).toArray())),
                    next.entrySet().stream().mapToLong(edge -> PhraseTree.edge(edge.getKey(), edge.getValue().number)));
        }
    }

    /** Each as it is written, with an asterisk where it is open. */
    private final Map<String, Integer> symbols = new LinkedHashMap<>();

    private final Node root = new Node();

    /** @param phrases all different; the index of a phrase is its number */
    PhraseTreeWriter(List<String> phrases) {
        numberSymbols(phrases);
        for (int number = 0; number < phrases.size(); number++) {
            add(phrases.get(number), number);
        }
        check(phrases.size(), PhraseTree.FORK);
        check(symbols.size(), PhraseTree.FORK);
    }

    private static void check(int count, int limit) {
        if (count >= limit) {
            throw new IllegalStateException("too many phrases");
        }
    }

    /** The words of most phrases first: they are read most often too, and so stand together. */
    private void numberSymbols(List<String> phrases) {
        var counts = new LinkedHashMap<String, Integer>();
        phrases.forEach(phrase -> words(phrase).forEach(word -> counts.merge(word, 1, Integer::sum)));
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .forEach(word -> symbols.put(word.getKey(), symbols.size() + 1));
    }

    private void add(String phrase, int number) {
        var node = root;
        for (String word : words(phrase)) {
            node = node.next.computeIfAbsent(symbols.getOrDefault(word, 0), added -> new Node());
        }
        if (node.phrase != 0) {
            throw new IllegalStateException("two phrases are one: \"" + phrase + "\"");
        }
        node.phrase = number + 1;
    }

    /** The words of a phrase; the first and the last with an asterisk where no space parts them from what is around. */
    private static List<String> words(String phrase) {
        var words = new ArrayList<String>();
        int start = 0;
        for (int at = 0; at <= phrase.length(); at++) {
            char c = at < phrase.length() ? phrase.charAt(at) : ' ';
            boolean alone = NormalText.isWordAlone(c);
            if (c == ' ' || alone) {
                if (start < at) {
                    String open = start == 0 ? "*" : "";
                    words.add(open + phrase.substring(start, at) + (at == phrase.length() ? "*" : ""));
                }
                if (alone) {
                    words.add(String.valueOf(c));
                }
                start = at + 1;
            }
        }
        return words;
    }

    /** Writes what {@link PhraseTree} and {@link Vocabulary} read, in that order. */
    void write(TableWriter out) {
        var nodes = new ArrayList<Node>();
        nodes.add(new Node());
        symbols.values().forEach(symbol -> nodes.add(root.next.getOrDefault(symbol, new Node())));
        root.next.forEach((symbol, node) -> node.number = symbol);
        root.next.values().forEach(node -> node.next.values().forEach(next -> addDepthFirst(next, nodes)));
        int link = 0;
        for (var node : nodes) {
            node.link = link;
            link += node.isFork() ? 1 + node.next.size() : 0;
        }
        check(Math.max(link, nodes.size()), PhraseTree.MAX_LINK);
        writeVocabulary(out);
        out.longs(nodes.stream().mapToLong(Node::toNumber).toArray());
        out.longs(nodes.stream().filter(Node::isFork).flatMapToLong(Node::edges).toArray());
    }

    private static void addDepthFirst(Node node, List<Node> nodes) {
        node.number = nodes.size();
        nodes.add(node);
        node.next.values().forEach(next -> addDepthFirst(next, nodes));
    }

    private void writeVocabulary(TableWriter out) {
        var known = NumberMap.withPlaceFor(symbols.size() + WordForms.count());
        var beginnings = new HashMap<String, Integer>();
        var endings = new ArrayList<Vocabulary.Ending>();
        symbols.forEach((word, symbol) -> {
            boolean goesOn = word.charAt(word.length() - 1) == OPEN;
            String plain = word.replace("*", "");
            if (word.charAt(0) == OPEN) {
                endings.add(new Vocabulary.Ending(plain, goesOn, symbol));
            } else if (goesOn) {
                beginnings.put(plain, symbol);
            } else {
                known.put(Vocabulary.keyOfWord(Vocabulary.hash(plain)), symbol);
                for (String other : WordForms.othersOf(plain)) {
                    known.put(Vocabulary.keyOfWord(Vocabulary.hash(other)), symbol);
                }
            }
        });
        var contractions = contractions(known);
        var marks = new long[Math.max(1, Integer.highestOneBit(beginnings.size()) * 2 * MARKS / Long.SIZE)];
        beginnings.forEach((beginning, symbol) -> {
            long hash = Vocabulary.hash(beginning);
            int bit = Vocabulary.bit(hash, marks);
            marks[bit >> 6] |= 1L << bit;
            known.put(Vocabulary.keyOfBeginning(hash), symbol);
        });
        out.longs(known.entries());
        out.number(symbols.size());
        out.numbers(contractions);
        out.longs(marks);
        out.number(endings.size());
        for (var ending : endings) {
            out.text(ending.text());
            out.number(ending.anywhere() ? 1 : 0);
            out.number(ending.symbol());
        }
    }

    /** Two symbols for each, which are what the numbers behind all symbols stand for. */
    private int[] contractions(NumberMap known) {
        var parts = new ArrayList<Integer>();
        WordForms.contractions().forEach((word, of) -> {
            known.put(Vocabulary.keyOfWord(Vocabulary.hash(word)), symbols.size() + 1 + parts.size());
            of.forEach(part -> parts.add(symbols.getOrDefault(part, 0)));
        });
        return parts.stream().mapToInt(Integer::intValue).toArray();
    }
}
