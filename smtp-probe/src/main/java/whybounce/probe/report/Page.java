package whybounce.probe.report;

import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;

/** Headings, labelled fields and quotes, wrapped for a terminal of 80 columns. */
public final class Page {

    private static final String SPACE = " \t\n\u000b\f\r";
    private static final int WIDTH = 78;
    private static final int LABEL = 16;
    private static final String MARGIN = " ".repeat(LABEL);

    private final Palette palette;
    private final StringBuilder text = new StringBuilder();

    public Page(Palette palette) {
        this.palette = palette;
    }

    public void heading(String heading) {
        if (!text.isEmpty()) {
            text.append('\n');
        }
        wrapped(heading, WIDTH).forEach(line -> line(palette.heading(line)));
        text.append('\n');
    }

    /** A label and its words; nothing at all where there are no words. */
    public void field(String label, String words) {
        if (!words.isBlank()) {
            labelled(palette.label(label) + " ".repeat(LABEL - label.length()), words, MARGIN);
        }
    }

    /** An empty line. */
    public void blank() {
        line("");
    }

    public void numbered(String label, List<String> steps) {
        String before = palette.label(label) + " ".repeat(LABEL - label.length());
        for (int i = 0; i < steps.size(); i++) {
            var lines = steps.get(i).lines().toList();
            labelled(before + (i + 1) + ". ", lines.getFirst(), MARGIN + "   ");
            // What stands below the first line is to be pasted, and so not wrapped.
            lines.stream().skip(1).forEach(toPaste -> line(MARGIN + "     " + toPaste));
            before = MARGIN;
        }
    }

    /** One line as it is, marked as somebody else's. */
    public void quoted(String foreign) {
        line("  | " + foreign);
    }

    private void labelled(String first, String words, String margin) {
        String before = first;
        for (String line : wrapped(words, WIDTH - margin.length())) {
            line(before + line);
            before = margin;
        }
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private static List<String> wrapped(String words, int width) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (var each = new StringTokenizer(words, SPACE); each.hasMoreTokens(); ) {
            String word = each.nextToken();
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
