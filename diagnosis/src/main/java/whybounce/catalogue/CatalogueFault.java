package whybounce.catalogue;

/** A mistake in a catalogue file; the message names file, line and, where there is one, rule. */
public final class CatalogueFault extends RuntimeException implements Comparable<CatalogueFault> {

    private static final long serialVersionUID = 1L;

    private static final char REPLACEMENT = '\ufffd';

    private final String file;
    private final int line;

    CatalogueFault(String file, int line, String problem) {
        super(visible(file + ":" + line + ": " + problem));
        this.file = file;
        this.line = line;
    }

    CatalogueFault(String problem) {
        super(visible(problem));
        this.file = "";
        this.line = 0;
    }

    /** What is quoted of a file goes to terminals and into logs, a line each. */
    private static String visible(String text) {
        var visible = new StringBuilder(text);
        for (int at = 0; at < visible.length(); at++) {
            if (isControl(visible.charAt(at))) {
                visible.setCharAt(at, REPLACEMENT);
            }
        }
        return visible.toString();
    }

    /** Whether it does something to what is shown: the C0 and C1 sets, and what turns the writing round. */
    static boolean isControl(char c) {
        return Character.isISOControl(c) || (c >= 0x2028 && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
    }

    /** As a person reads the files: one after the other, from above. */
    @Override
    public int compareTo(CatalogueFault other) {
        int order = file.compareTo(other.file);
        return order == 0 ? Integer.compare(line, other.line) : order;
    }
}
