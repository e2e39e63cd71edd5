package whybounce.dsn.write;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import whybounce.explain.RemoteText;

/** Header text in ASCII (RFC 2047). */
final class EncodedWord {

    /** RFC 2047 section 2: a line with an encoded word has at most 76 characters; 39 octets make 64, and leave room for the name. */
    private static final int OCTETS = 39;

    private EncodedWord() {}

    /** {@code text} as it stands where it is plain ASCII, else as encoded words parted by spaces. */
    static String of(String text) {
        return plain(text) ? text : String.join(" ", words(text));
    }

    /** {@code text} as the display name of an address. */
    static String phrase(String text) {
        return plain(text) ? '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"' : of(text);
    }

    private static boolean plain(String text) {
        // Text that looks like an encoded word must not be taken for one.
        return RemoteText.isPrintable(text) && !text.contains("=?");
    }

    private static List<String> words(String text) {
        var words = new ArrayList<String>();
        var piece = new StringBuilder();
        int octets = 0;
        for (int c : text.codePoints().toArray()) {
            int size = Character.toString(c).getBytes(StandardCharsets.UTF_8).length;
            if (octets + size > OCTETS) {
                words.add(word(piece.toString()));
                piece.setLength(0);
                octets = 0;
            }
            piece.appendCodePoint(c);
            octets += size;
        }
        words.add(word(piece.toString()));
        return words;
    }

    private static String word(String text) {
        return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + "?=";
    }
}
