package whybounce.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Plain text for a terminal or a mail: blocks set apart by a blank line, wrapped at {@value #WIDTH} columns. */
public final class TextPage {

    /** RFC 5322 section 2.1.1: lines should stay within 78 characters; some are left for a quote mark. */
    public static final int WIDTH = 75;

    private static final String STEP = "   ";

    private static final Pattern SPACES = Pattern.compile("[ \\n]+");

    /** Holds two words together on one line. */
    private static final char NO_BREAK = '\u00a0';

    /** What a quoted word is broken to, so that no line of the page is longer than the page is wide. */
    private static final int QUOTED_WORD = WIDTH - STEP.length() - ">   ".length();

    private static final Pattern LONG_WORD = Pattern.compile("\\S{" + QUOTED_WORD + "}+(?=\\S)");

    private final StringBuilder out = new StringBuilder();

    /** One line of a table.
     *
     * @param lines the value; each line is wrapped by itself
     */
    public record Fact(String label, List<String> lines) {
        public Fact {
            lines = List.copyOf(lines);
        }

        public Fact(String label, String line) {
            this(label, List.of(line));
        }
    }

    public TextPage paragraph(String text) {
        gap();
        return wrapped(text, "", "");
    }

    /** A title above the block that follows. */
    public TextPage title(String text) {
        gap();
        wrapped(text, "", "");
        return this;
    }

    /** Numbered steps, close to what is above them. */
    public TextPage steps(List<String> steps) {
        int n = 0;
        for (var step : steps) {
            var number = ++n + ". ";
            var parts = step.lines().toList();
            wrapped(parts.isEmpty() ? "" : parts.getFirst(), STEP + number, STEP + " ".repeat(number.length()));
            parts.stream().skip(1).forEach(record -> line(STEP + " ".repeat(number.length() + 2) + record));
        }
        return this;
    }

    /** Lines further in, close to what is above them. */
    public TextPage indented(List<String> lines) {
        lines.forEach(line -> wrapped(line, STEP, STEP));
        return this;
    }

    /** Somebody else's words, close to what is above them. */
    public TextPage quote(List<String> lines) {
        lines.forEach(line -> wrapped(broken(line), STEP + "> ", STEP + ">   "));
        return this;
    }

    /** Labels and values in two columns, close to what is above them. */
    public TextPage facts(List<Fact> facts) {
        int column =
                facts.stream().mapToInt(fact -> fact.label().length()).max().orElse(0) + 2;
        for (var fact : facts) {
            var margin = STEP + " ".repeat(column);
            var first = STEP + fact.label() + " ".repeat(column - fact.label().length());
            for (var line : fact.lines()) {
                wrapped(line, first, margin + (fact.lines().size() > 1 ? "  " : ""));
                first = margin;
            }
        }
        return this;
    }

    /** A line across the page. */
    public TextPage rule() {
        gap();
        return line("-".repeat(WIDTH));
    }

    /** The page, its lines ended by a line feed. */
    public String text() {
        return out.toString();
    }

    @Override
    public String toString() {
        return text();
    }

    /** An empty line, except at the top. */
    public TextPage blank() {
        gap();
        return this;
    }

    private void gap() {
        if (!out.isEmpty()) {
            out.append('\n');
        }
    }

    private TextPage line(String text) {
        out.append(text.stripTrailing().replace(NO_BREAK, ' ')).append('\n');
        return this;
    }

    private TextPage wrapped(String text, String first, String next) {
        var margin = first;
        for (var line : lines(text, WIDTH - Math.max(first.length(), next.length()))) {
            line(margin + line);
            margin = next;
        }
        return this;
    }

    // Nobody copies a word of a quote that does not fit on a line.
    private static String broken(String line) {
        return line.length() <= QUOTED_WORD ? line : LONG_WORD.matcher(line).replaceAll("$0 ");
    }

    /** Breaks at spaces only: an address or a record that is longer than a line stays whole, to be copied. */
    private static List<String> lines(String text, int width) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (var word : SPACES.split(text, -1)) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
