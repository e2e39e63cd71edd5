package whybounce.dsn.write;

/** HTML under construction: text goes in escaped, in ASCII; every element starts on a line of its own. */
final class Html {

    /** Most reports fit. */
    private static final int USUAL = 12_000;

    private final StringBuilder out = new StringBuilder(USUAL);

    /** Markup of ours. */
    Html raw(String markup) {
        out.append(markup).append('\n');
        return this;
    }

    /** An element that holds text and nothing else; {@code tag} may have attributes of ours. */
    Html text(String tag, String text) {
        out.append('<').append(tag).append('>');
        escape(text);
        int end = tag.indexOf(' ');
        out.append("</").append(tag, 0, end < 0 ? tag.length() : end).append(">\n");
        return this;
    }

    /** An element that begins with text and stays open. */
    Html open(String tag, String text) {
        out.append('<').append(tag).append('>');
        escape(text);
        out.append('\n');
        return this;
    }

    @Override
    public String toString() {
        return out.toString();
    }

    private void escape(String text) {
        int from = 0;
        for (int at = 0; at < text.length(); at++) {
            if (isSafe(text.charAt(at))) {
                continue;
            }
            out.append(text, from, at);
            int c = text.codePointAt(at);
            escape(c);
            at += Character.charCount(c) - 1;
            from = at + 1;
        }
        out.append(text, from, text.length());
    }

    private static boolean isSafe(char c) {
        return c >= ' ' && c < 0x7f && c != '<' && c != '>' && c != '&' && c != '"' && c != '\'';
    }

    private void escape(int c) {
        switch (c) {
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            case '&' -> out.append("&amp;");
            case '"' -> out.append("&quot;");
            case '\'' -> out.append("&#39;");
            case '\n' -> out.append("<br>\n");
            default -> {
                // HTML knows no reference to a control character.
                if (!Character.isISOControl(c)) {
                    out.append("&#").append(c).append(';');
                }
            }
        }
    }
}
