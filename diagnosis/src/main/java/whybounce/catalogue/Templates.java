package whybounce.catalogue;

import java.util.Set;
import java.util.stream.Stream;

/** The placeholders that the words of a cause may hold. */
final class Templates {

    private static final Set<String> ALWAYS =
            Set.of("recipient", "domain", "sender", "sender_domain", "server", "port");

    private static final Set<String> FACTS =
            Set.of("address", "list", "selector", "limit", "size", "retry_after", "reference", "link", "hosts");

    /** In a line to paste these are shown as something to fill in where they are missing. */
    private static final Set<String> TO_FILL_IN = Set.of("address", "selector");

    private final String template;
    private int depth;
    private boolean toPaste;

    private Templates(String template) {
        this.template = template;
    }

    /** Says what is wrong with a template, and nothing when all is well. */
    static Stream<String> problems(String template) {
        try {
            new Templates(template).check();
            return Stream.empty();
        } catch (IllegalArgumentException problem) {
            return Stream.of(problem.getMessage() + " in \"" + template + "\"");
        }
    }

    private void check() {
        int at = 0;
        while (at < template.length()) {
            at = after(at);
        }
        if (depth != 0) {
            throw new IllegalArgumentException("an open [");
        }
    }

    private int after(int at) {
        switch (template.charAt(at)) {
            case '[' -> nest(1);
            case ']' -> nest(-1);
            case '{' -> {
                int end = template.indexOf('}', at);
                placeholder(end < 0 ? template.substring(at) : template.substring(at + 1, end));
                return end < 0 ? template.length() : end + 1;
            }
            case '\n' -> {
                if (depth != 0) {
                    throw new IllegalArgumentException("a line that ends inside [ ]");
                }
                toPaste = true;
            }
            case '}' -> throw new IllegalArgumentException("a } without its {");
            case '\r', '\t' -> {}
            default -> refuseControl(template.charAt(at));
        }
        return at + 1;
    }

    /** Words are shown on terminals and in mail: nothing in them moves a cursor or turns the writing round. */
    private static void refuseControl(char c) {
        if (CatalogueFault.isControl(c)) {
            throw new IllegalArgumentException(String.format("the control character U+%04X", (int) c));
        }
    }

    private void nest(int by) {
        depth += by;
        if (depth < 0 || depth > 1) {
            throw new IllegalArgumentException(depth < 0 ? "a ] without its [" : "a [ inside [ ]");
        }
    }

    private void placeholder(String name) {
        if (ALWAYS.contains(name)) {
            return;
        }
        if (!FACTS.contains(name)) {
            throw new IllegalArgumentException("the unknown placeholder " + name);
        }
        if (depth == 0 && !(toPaste && TO_FILL_IN.contains(name))) {
            throw new IllegalArgumentException("the fact " + name + ", which may be missing, outside [ ]");
        }
    }
}
