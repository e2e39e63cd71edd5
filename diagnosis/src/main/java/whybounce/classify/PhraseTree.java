package whybounce.classify;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** The phrases as a tree of characters, from which the automaton is made. */
final class PhraseTree {

    /** A beginning of phrases, which becomes a state of the automaton. */
    private static final class Node {
        final NavigableMap<Character, Node> children = new TreeMap<>();

        /** The longest end of this beginning that is a beginning too; of the root, itself. */
        final Node suffix;

        /** The longest phrase that ends here plus one, 0 for none. */
        int longest;

        int state;

        /** Where its row begins, of a fork. */
        int row;

        Node(Optional<Node> suffix) {
            this.suffix = suffix.orElse(this);
            this.longest = this.suffix.longest;
        }

        boolean isRoot() {
            return suffix == this;
        }

        boolean isFork() {
            return isRoot() || children.size() > 1;
        }

        /** The character that leads on from a chain; from a leaf none does, and no text has U+0000. */
        private char only() {
            return children.isEmpty() ? 0 : children.keySet().iterator().next();
        }

        Node next(char c) {
            var node = this;
            while (!node.children.containsKey(c) && !node.isRoot()) {
                node = node.suffix;
            }
            return node.children.getOrDefault(c, node);
        }

        /** Who judges what does not lead on: the suffix, unless it would ask for the same character. */
        private Node shorter() {
            var node = suffix;
            while (!isFork() && !node.isFork() && node.only() == only()) {
                node = node.suffix;
            }
            return node;
        }

        /** As {@link PhraseAutomaton} has it, in two halves. */
        IntStream halves() {
            long number = isFork()
                    ? PhraseAutomaton.state(longest, PhraseAutomaton.FORK, row)
                    : PhraseAutomaton.state(longest, only(), shorter().state);
            return IntStream.of((int) (number >>> Integer.SIZE), (int) number);
        }
    }

    private final Node root = new Node(Optional.empty());
    private final int[] shorter;

    /** @param phrases all different; the index of a phrase is its number */
    PhraseTree(List<String> phrases) {
        this.shorter = new int[phrases.size()];
        grow(phrases);
    }

    /** Level by level, so that what a suffix leads to is there before it is asked for: it is shorter. */
    private void grow(List<String> phrases) {
        var ends = new ArrayList<>(Collections.nCopies(phrases.size(), root));
        int longest = phrases.stream().mapToInt(String::length).max().orElse(0);
        for (int depth = 0; depth < longest; depth++) {
            for (int number = 0; number < phrases.size(); number++) {
                String phrase = phrases.get(number);
                if (depth < phrase.length()) {
                    var end = child(ends.get(number), phrase.charAt(depth));
                    ends.set(number, end);
                    if (depth == phrase.length() - 1) {
                        shorter[number] = end.suffix.longest;
                        end.longest = number + 1;
                    }
                }
            }
        }
    }

    private Node child(Node parent, char c) {
        return parent.children.computeIfAbsent(
                c, added -> new Node(Optional.of(parent.isRoot() ? root : parent.suffix.next(added))));
    }

    /** Writes the arrays of {@link PhraseAutomaton}, in the order of its fields. */
    void write(TableWriter out) {
        var nodes = new ArrayList<Node>();
        addDepthFirst(nodes);
        var forks = nodes.stream().filter(Node::isFork).toList();
        for (int number = 0; number < nodes.size(); number++) {
            nodes.get(number).state = number;
        }
        for (int row = 0; row < forks.size(); row++) {
            forks.get(row).row = row * (PhraseAutomaton.SHORTER + 1);
        }
        out.numbers(nodes.stream().flatMapToInt(Node::halves).toArray());
        out.numbers(forks.stream().flatMapToInt(PhraseTree::row).toArray());
        out.numbers(shorter);
        out.numbers(forks.stream()
                .flatMapToInt(fork -> rare(fork).map(c -> fork.state))
                .toArray());
        out.numbers(forks.stream().flatMapToInt(PhraseTree::rare).toArray());
        out.numbers(forks.stream()
                .flatMapToInt(fork -> rare(fork).map(c -> fork.next((char) c).state))
                .toArray());
    }

    /** Depth first: a chain's next state has the next number, and a text that goes along a phrase goes along the memory. */
    private void addDepthFirst(List<Node> nodes) {
        var open = new ArrayDeque<Node>();
        open.push(root);
        while (!open.isEmpty()) {
            var node = open.pop();
            nodes.add(node);
            node.children.descendingMap().values().forEach(open::push);
        }
    }

    private static IntStream row(Node fork) {
        return IntStream.concat(
                PhraseAutomaton.COMMON.chars().map(c -> fork.next((char) c).state), IntStream.of(fork.suffix.state));
    }

    private static IntStream rare(Node fork) {
        return fork.children.keySet().stream()
                .mapToInt(Character::charValue)
                .filter(c -> PhraseAutomaton.COMMON.indexOf(c) < 0);
    }
}
