package whybounce.probe.report;

/** How a heading and a label are marked (ECMA-48 section 8.3.117). */
public enum Palette {
    /** Plain text: not a terminal, or NO_COLOR is set. */
    PLAIN("", "", ""),
    COLOUR("\u001b[1m", "\u001b[36m", "\u001b[0m");

    private final String bold;
    private final String label;
    private final String end;

    Palette(String bold, String label, String end) {
        this.bold = bold;
        this.label = label;
        this.end = end;
    }

    String heading(String text) {
        return bold + text + end;
    }

    String label(String text) {
        return label + text + end;
    }
}
