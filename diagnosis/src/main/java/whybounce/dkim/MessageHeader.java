package whybounce.dkim;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The header of a message. Octets are one character each (ISO 8859-1).
 *
 * @param fields with folding and line ends, from the top
 * @param isWhole false where it was too large to be kept
 */
public record MessageHeader(List<String> fields, boolean isWhole) {

    /** Servers take less; what lies behind is passed over. */
    private static final int MOST_OCTETS = 1 << 20;

    private static final String CRLF = "\r\n";

    public MessageHeader {
        fields = List.copyOf(fields);
    }

    /** Reads it, and the empty line behind it. Lines get the ends that they have on their way. */
    public static MessageHeader read(InputStream message) throws IOException {
        var fields = new ArrayList<String>();
        int octets = 0;
        for (var line = line(message); !line.isEmpty() && !line.equals(CRLF); line = line(message)) {
            octets += line.length();
            if (octets > MOST_OCTETS) {
                return new MessageHeader(fields, false);
            }
            boolean folded = line.startsWith(" ") || line.startsWith("\t");
            if (folded && !fields.isEmpty()) {
                fields.add(fields.removeLast() + line);
            } else {
                fields.add(line);
            }
        }
        return new MessageHeader(fields, true);
    }

    /** With its end; nothing at the end of the message. */
    private static String line(InputStream message) throws IOException {
        var line = new ByteArrayOutputStream();
        int octet = message.read();
        for (; octet >= 0 && octet != '\n' && line.size() <= MOST_OCTETS; octet = message.read()) {
            line.write(octet);
        }
        if (octet < 0 && line.size() == 0) {
            return "";
        }
        var text = line.toString(StandardCharsets.ISO_8859_1);
        return (text.endsWith("\r") ? text.substring(0, text.length() - 1) : text) + CRLF;
    }

    /** The name in lower case. */
    static String name(String field) {
        int colon = field.indexOf(':');
        return colon < 0 ? "" : field.substring(0, colon).strip().toLowerCase(Locale.ROOT);
    }

    /** What stands behind the colon of each field of this name, unfolded. */
    public List<String> values(String name) {
        return fields.stream()
                .filter(field -> name(field).equals(name))
                .map(field -> field.substring(field.indexOf(':') + 1)
                        .replace(CRLF, "")
                        .strip())
                .toList();
    }

    /**
     * What is signed of the header: the fields of these names, and last the signature's own without its line end.
     *
     * @param signature with an empty {@code b}; it stands for none of the names
     */
    String signed(List<String> names, Canonical form, String signature) {
        var left = new HashMap<String, List<String>>();
        for (var field : fields) {
            left.computeIfAbsent(name(field), any -> new ArrayList<>()).add(field);
        }
        var all = new StringBuilder();
        for (var name : names) {
            var field = last(left, name.toLowerCase(Locale.ROOT));
            all.append(field.isEmpty() ? "" : form.field(field));
        }
        var own = form.field(signature);
        return all.append(own, 0, own.length() - CRLF.length()).toString();
    }

    // RFC 6376 section 5.4.2: of several with one name the lowest first; a name of which none is left stands for
    // nothing.
    private static String last(Map<String, List<String>> left, String name) {
        var same = left.getOrDefault(name, List.of());
        return same.isEmpty() ? "" : same.removeLast();
    }

    /** All but one, which is being verified: RFC 6376 section 3.7. */
    MessageHeader without(int index) {
        var others = new ArrayList<>(fields);
        others.remove(index);
        return new MessageHeader(others, isWhole);
    }
}
