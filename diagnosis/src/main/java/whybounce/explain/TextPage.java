package whybounce.explain;

import java.util.List;
import java.util.regex.Pattern;

/** Plain text for a terminal or a mail: blocks set apart by a blank line, wrapped at {@value #WIDTH} columns. */
public final class TextPage {

    /** RFC 5322 section 2.1.1: lines should stay within 78 characters; some are left for a quote mark. */
    public static final int WIDTH = 75;

    private static final String STEP = "   ";

    private static final Pattern BLANKS = Pattern.compile("[\\x00- ]+");

    /** Holds two words together on one line. */
    private static final char NO_BREAK = '\u00a0';

    /** What a quoted word is broken to, so that no line of the page is longer than the page is wide. */
    private static final int QUOTED_WORD = WIDTH - STEP.length() - ">   ".length();

    private static final Pattern LONG_WORD = Pattern.compile("\\S{" + QUOTED_WORD + "}+(?=\\S)");

    /** Most pages fit. */
    private static final int USUAL = 4_000;

    private final String lineEnd;
    private final StringBuilder out = new StringBuilder(USUAL);

    /** A page whose lines a line feed ends. */
    public TextPage() {
        this("\n");
    }

    public TextPage(String lineEnd) {
        this.lineEnd = lineEnd;
    }

    /** One line of a table.
     *
     * @param lines the value; each line is wrapped by itself
     * @param isLink whether the value is an address of the operator's, to be opened
     */
    public record Fact(String label, List<String> lines, boolean isLink) {
        public Fact {
            lines = List.copyOf(lines);
        }

        public Fact(String label, List<String> lines) {
            this(label, lines, false);
        }

        public Fact(String label, String line) {
            this(label, List.of(line));
        }

        public static Fact link(String label, String address) {
            return new Fact(label, List.of(address), true);
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
            int end = step.indexOf('\n');
            wrapped(end < 0 ? step : step.substring(0, end), STEP + number, STEP + " ".repeat(number.length()));
            if (end >= 0) {
                step.substring(end + 1).lines().forEach(line -> line(STEP + " ".repeat(number.length() + 2) + line));
            }
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

    /** The page. */
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
            out.append(lineEnd);
        }
    }

    private TextPage line(String text) {
        out.append(parted(text).stripTrailing()).append(lineEnd);
        return this;
    }

    /** Breaks at spaces only: an address or a record that is longer than a line stays whole, to be copied. */
    private TextPage wrapped(String text, String first, String next) {
        int width = WIDTH - Math.max(first.length(), next.length());
        var words = singleSpaced(text);
        var shown = parted(words);
        var margin = first;
        int from = 0;
        do {
            int end = lineEnd(words, from, width);
            out.append(margin).append(shown, from, end);
            end();
            from = end + 1;
            margin = next;
        } while (from < words.length());
        return this;
    }

    private static int lineEnd(String words, int from, int width) {
        if (words.length() - from <= width) {
            return words.length();
        }
        int last = words.lastIndexOf(' ', from + width);
        int end = last > from ? last : words.indexOf(' ', from + width);
        return end < 0 ? words.length() : end;
    }

    /** The words, one space between each; a control character parts words as a space does. */
    private static String singleSpaced(String text) {
        char before = ' ';
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c < ' ' || (c == ' ' && before == ' ')) {
                return BLANKS.matcher(text).replaceAll(" ").strip();
            }
            before = c;
        }
        return text;
    }

    /** The words that were held together have done their part once the lines are broken. */
    private static String parted(String words) {
        return words.indexOf(NO_BREAK) < 0 ? words : words.replace(NO_BREAK, ' ');
    }

    private void end() {
        int length = out.length();
        while (length > 0 && Character.isWhitespace(out.charAt(length - 1)) && out.charAt(length - 1) != '\n') {
            length--;
        }
        out.setLength(length);
        out.append(lineEnd);
    }

    // Nobody copies a word of a quote that does not fit on a line.
    private static String broken(String line) {
        return line.length() <= QUOTED_WORD ? line : LONG_WORD.matcher(line).replaceAll("$0 ");
    }
}
