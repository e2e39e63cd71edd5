package whybounce.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What mends a finding.
 *
 * @param step what to do, in a sentence
 * @param paste the record or setting, ready to be pasted; nothing where it cannot be known
 * @param show the command that shows what is there
 */
public record Remedy(String step, Optional<String> paste, String show) {

    /** RFC 1035 section 3.3: a string of a TXT record holds this many octets. */
    private static final int STRING = 255;

    public Remedy {
        if (!Foreign.isPrintable(paste.orElse("")) || !Foreign.isPrintable(show)) {
            throw new IllegalArgumentException("not to be pasted");
        }
    }

    /** A step, and what to look at. */
    public static Remedy step(String step, String show) {
        return new Remedy(step, Optional.empty(), show);
    }

    /** A TXT record to publish. */
    public static Remedy txt(String step, String name, String value) {
        return new Remedy(step, Optional.of(name + ". IN TXT " + strings(value)), dig("TXT", name));
    }

    /** Another record to publish. */
    public static Remedy record(String step, String name, String type, String value) {
        return new Remedy(step, Optional.of(name + ". IN " + type + " " + value), dig(type, name));
    }

    /** {@code dig +short TXT example.com}; the name stands in quotes where a shell would read it otherwise. */
    public static String dig(String type, String name) {
        var shown = Foreign.text(name);
        boolean plain =
                shown.chars().allMatch(c -> c < 0x80 && (Character.isLetterOrDigit(c) || "._-".indexOf(c) >= 0));
        return "dig +short " + type + " " + (plain ? shown : "'" + shown.replace("'", "?") + "'");
    }

    private static String strings(String value) {
        var pieces = new ArrayList<String>();
        for (int at = 0; at < value.length() || at == 0; at += STRING) {
            var piece = value.substring(at, Math.min(value.length(), at + STRING));
            pieces.add("\"" + piece.replace("\\", "\\\\").replace("\"", "\\\"") + "\"");
        }
        return String.join(" ", pieces);
    }

    /** All of it, as lines. */
    public String text() {
        var lines = new ArrayList<>(List.of(step));
        paste.ifPresent(lines::add);
        lines.add(show);
        return String.join("\n", lines);
    }
}
