package whybounce.explain;

import java.util.Map;

/**
 * Text with places to fill: {@code {name}}, and parts in square brackets that are dropped when one of their names has
 * no value. Values are put in as they are and never read as templates.
 */
public final class Template {

    private final String text;
    private final Map<String, String> values;
    private final StringBuilder out = new StringBuilder();
    private int at;

    private Template(String text, Map<String, String> values) {
        this.text = text;
        this.values = values;
    }

    /** The filled text. A name without a value outside square brackets leaves nothing behind. */
    public static String fill(String text, Map<String, String> values) {
        if (!hasPlaces(text)) {
            return text.strip();
        }
        var template = new Template(text, values);
        template.run();
        return template.out.toString().strip();
    }

    static boolean hasPlaces(String text) {
        return text.indexOf('{') >= 0 || text.indexOf('[') >= 0;
    }

    private void run() {
        while (at < text.length()) {
            switch (text.charAt(at)) {
                case '{' -> place();
                case '[' -> part();
                default -> words("{[");
            }
        }
    }

    /** As far as the next character that means something here. */
    private void words(String ends) {
        int from = at;
        while (at < text.length() && ends.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        out.append(text, from, at);
    }

    private boolean place() {
        int end = text.indexOf('}', at);
        if (end < 0) {
            out.append(text, at, text.length());
            at = text.length();
            return true;
        }
        var value = values.get(text.substring(at + 1, end));
        at = end + 1;
        if (value != null) {
            out.append(value);
        }
        return value != null;
    }

    private void part() {
        at++;
        int kept = out.length();
        boolean whole = true;
        while (at < text.length() && text.charAt(at) != ']') {
            if (text.charAt(at) == '{') {
                whole &= place();
            } else {
                words("{]");
            }
        }
        at++;
        if (!whole) {
            out.setLength(kept);
        }
    }
}
