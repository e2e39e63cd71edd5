package whybounce.dsn.write;

import java.util.Arrays;

/** HTML under construction: text goes in escaped, in ASCII; every element starts on a line of its own, as in a mail. */
final class Html {

    /** Most reports fit. */
    private static final int USUAL = 12_000;

    /** So many characters have place in a line, on a telephone too. */
    private static final int FITS = 32;

    /** Characters of ASCII that stand for themselves. */
    private static final boolean[] SAFE = safe();

    private final StringBuilder out = new StringBuilder(USUAL);

    /** Markup of ours. */
    Html raw(String markup) {
        out.append(markup).append(Lines.END);
        return this;
    }

    /** An element that holds text and nothing else; {@code tag} may have attributes of ours. */
    Html text(String tag, String text) {
        out.append('<').append(tag).append('>');
        escape(text);
        int end = tag.indexOf(' ');
        out.append("</")
                .append(tag, 0, end < 0 ? tag.length() : end)
                .append(">")
                .append(Lines.END);
        return this;
    }

    /** An element whose words are not parted at a hyphen, which means something in "-all"; long ones have to be. */
    Html words(String tag, String text) {
        out.append('<').append(tag).append('>').append(Lines.END);
        for (var word : text.split(" ", -1)) {
            if (word.length() <= FITS && word.indexOf('-') >= 0) {
                text("span style=\"white-space:nowrap\"", word);
            } else {
                escape(word);
                out.append(Lines.END);
            }
        }
        return raw("</" + tag.substring(0, tag.indexOf(' ')) + ">");
    }

    /** An address of ours to open. */
    Html link(String address, String style) {
        out.append("<a href=\"");
        escape(address);
        out.append("\" style=\"").append(style).append("\">");
        escape(address);
        out.append("</a>").append(Lines.END);
        return this;
    }

    /** An element that begins with text and stays open. */
    Html open(String tag, String text) {
        out.append('<').append(tag).append('>');
        escape(text);
        out.append(Lines.END);
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
        return c < SAFE.length && SAFE[c];
    }

    private static boolean[] safe() {
        var safe = new boolean[0x7f];
        Arrays.fill(safe, ' ', safe.length, true);
        "<>&\"'".chars().forEach(c -> safe[c] = false);
        return safe;
    }

    private void escape(int c) {
        switch (c) {
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            case '&' -> out.append("&amp;");
            case '"' -> out.append("&quot;");
            case '\'' -> out.append("&#39;");
            case '\n' -> out.append("<br>").append(Lines.END);
            default -> {
                // HTML knows no reference to a control character.
                if (!Character.isISOControl(c)) {
                    out.append("&#").append(c).append(';');
                }
            }
        }
    }
}
