package whybounce.dkim;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The parts of a message that a signature speaks of. Octets are one character each (ISO 8859-1).
 *
 * @param fields with folding and line ends, from the top
 */
record SignedMessage(List<String> fields, String body) {

    private static final String CRLF = "\r\n";

    SignedMessage {
        fields = List.copyOf(fields);
    }

    /**
     * Takes a message apart.
     *
     * @param message with lines as {@link Canonical#lines} makes them
     */
    static SignedMessage of(byte[] message) {
        var text = new String(message, StandardCharsets.ISO_8859_1);
        int end = text.startsWith(CRLF) ? 0 : text.indexOf(CRLF + CRLF);
        var header = end < 0 ? text : text.substring(0, end == 0 ? 0 : end + CRLF.length());
        var body = end < 0 ? "" : text.substring(end + (end == 0 ? CRLF.length() : 2 * CRLF.length()));
        return new SignedMessage(fields(header), body);
    }

    private static List<String> fields(String header) {
        var fields = new ArrayList<String>();
        int start = 0;
        for (int end = header.indexOf(CRLF); end >= 0; end = header.indexOf(CRLF, start)) {
            var line = header.substring(start, end + CRLF.length());
            boolean folded = line.startsWith(" ") || line.startsWith("\t");
            if (folded && !fields.isEmpty()) {
                fields.set(fields.size() - 1, fields.getLast() + line);
            } else {
                fields.add(line);
            }
            start = end + CRLF.length();
        }
        return fields;
    }

    /** The name in lower case. */
    static String name(String field) {
        int colon = field.indexOf(':');
        return colon < 0 ? "" : field.substring(0, colon).strip().toLowerCase(Locale.ROOT);
    }

    /**
     * What is signed of the header: the fields of these names, and last the signature's own without its line end.
     *
     * @param signature with an empty {@code b}
     */
    String signedHeader(List<String> names, Canonical form, String signature) {
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
}
