package whybounce.probe.report;

import whybounce.explain.RemoteText;

/** Foreign text as it may stand on a terminal: one line, nothing that moves the cursor or turns the writing round. */
public final class Visible {

    private static final char REPLACEMENT = '\ufffd';

    private Visible() {}

    public static String text(String foreign) {
        if (RemoteText.isPrintable(foreign)) {
            return foreign;
        }
        var visible = new StringBuilder(foreign.length());
        foreign.codePoints().forEach(point -> visible.appendCodePoint(isSafe(point) ? point : REPLACEMENT));
        return visible.toString();
    }

    private static boolean isSafe(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, // ESC, NUL, CR, LF and the C1 set
                    Character.FORMAT, // bidirectional and zero-width characters
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
