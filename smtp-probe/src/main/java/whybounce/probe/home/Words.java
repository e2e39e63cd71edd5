package whybounce.probe.home;

import java.util.ArrayList;
import java.util.List;

/** The words of a structured field (RFC 5322 section 3.2) without its comments. */
final class Words {

    /** Stands for a space within quotes, where no word ends. */
    static final char QUOTED_SPACE = '\u00a0';

    private Words() {}

    /** The field in pieces that semicolons part, without comments; each has single spaces between its words. */
    static List<String> parted(String value) {
        var parts = new ArrayList<String>();
        var part = new StringBuilder();
        int depth = 0;
        boolean quoted = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\' && (quoted || depth > 0)) {
                i++;
                if (depth == 0 && i < value.length()) {
                    part.append(value.charAt(i));
                }
            } else if (c == '"' && depth == 0) {
                quoted = !quoted;
            } else if (!quoted && c == '(') {
                depth++;
                space(part);
            } else if (!quoted && c == ')') {
                depth = Math.max(0, depth - 1);
            } else if (depth == 0 && !quoted && c == ';') {
                parts.add(part.toString().strip());
                part.setLength(0);
            } else if (quoted && c == ' ') {
                part.append(QUOTED_SPACE);
            } else if (c == ' ' || c == '\t') {
                space(part);
            } else if (depth == 0) {
                part.append(c);
            }
        }
        parts.add(part.toString().strip());
        return parts;
    }

    private static void space(StringBuilder part) {
        if (!part.isEmpty() && part.charAt(part.length() - 1) != ' ') {
            part.append(' ');
        }
    }
}
