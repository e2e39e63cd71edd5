package whybounce.dsn.write;

/** HTML under construction: text goes in escaped, in ASCII; every element starts on a line of its own. */
final class Html {

    private final StringBuilder out = new StringBuilder();

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
        out.append("</").append(end < 0 ? tag : tag.substring(0, end)).append(">\n");
        return this;
    }

    int length() {
        return out.length();
    }

    @Override
    public String toString() {
        return out.toString();
    }

    /** {@code text} as it may stand in text or in a quoted attribute. */
    static String escaped(String text) {
        var html = new Html();
        html.escape(text);
        return html.toString();
    }

    private void escape(String text) {
        for (int at = 0; at < text.length(); ) {
            int c = text.codePointAt(at);
            escape(c);
            at += Character.charCount(c);
        }
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
                if (c < 0x80) {
                    out.append((char) c);
                } else {
                    out.append("&#").append(c).append(';');
                }
            }
        }
    }
}
