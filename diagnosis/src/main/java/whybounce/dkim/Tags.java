package whybounce.dkim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A list of tags, of a signature or a key (RFC 6376 section 3.2). Whatever stands there, reading it ends well.
 *
 * @param values without the white space around them
 * @param mistake why it is no such list
 */
record Tags(Map<String, String> values, Optional<String> mistake) {

    /** Signatures have some dozen. */
    private static final int MOST = 100;

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");
    private static final Pattern SPACE = Pattern.compile("[ \t\r\n]+");

    Tags {
        values = Map.copyOf(values);
    }

    static Tags of(String text) {
        var values = new HashMap<String, String>();
        var mistakes = new ArrayList<String>();
        var parts = text.split(";", MOST);
        for (int i = 0; i < parts.length; i++) {
            var part = trimmed(parts[i]);
            int equals = part.indexOf('=');
            var name = trimmed(part.substring(0, Math.max(0, equals)));
            if (part.isEmpty() && i == parts.length - 1) {
                break; // The last semicolon is optional.
            }
            if (!NAME.matcher(name).matches()) {
                mistakes.add("\"" + part + "\" is no tag");
            } else if (values.putIfAbsent(name, trimmed(part.substring(equals + 1))) != null) {
                mistakes.add("the tag " + name + " stands there twice");
            }
        }
        return new Tags(values, mistakes.stream().findFirst());
    }

    private static String trimmed(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }

    Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** Without any white space, as base64 and names have to be read. */
    Optional<String> solid(String name) {
        return value(name).map(value -> SPACE.matcher(value).replaceAll(""));
    }

    /** Parts between colons; none where the tag is missing. */
    List<String> parts(String name) {
        return solid(name).map(value -> List.of(value.split(":", -1))).orElse(List.of());
    }
}
