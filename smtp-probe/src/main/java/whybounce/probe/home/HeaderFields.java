package whybounce.probe.home;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The header of a message (RFC 5322 section 2.2): its fields as they stand, from the top. */
public record HeaderFields(List<Field> fields) {

    /** Of a header so much is read. RFC 5322 sets no limit, and servers seldom take more. */
    public static final int MOST_OCTETS = 256 << 10;

    /**
     * A field.
     *
     * @param value unfolded
     */
    public record Field(String name, String value) {}

    public HeaderFields {
        fields = List.copyOf(fields);
    }

    public static HeaderFields read(InputStream message) throws IOException {
        return parse(message.readNBytes(MOST_OCTETS));
    }

    /** Reads as far as the first empty line; lines that are no fields are left out. */
    public static HeaderFields parse(byte[] message) {
        var fields = new ArrayList<Field>();
        var name = "";
        var value = new StringBuilder();
        for (var line : (Iterable<String>) new String(message, StandardCharsets.UTF_8).lines()::iterator) {
            if (line.isEmpty()) {
                break;
            }
            if (line.startsWith(" ") || line.startsWith("\t")) {
                value.append(' ').append(line.strip());
                continue;
            }
            add(fields, name, value);
            int colon = line.indexOf(':');
            name = colon < 0 ? "" : line.substring(0, colon).strip();
            value = new StringBuilder(line.substring(colon + 1).strip());
        }
        add(fields, name, value);
        return new HeaderFields(fields);
    }

    private static void add(List<Field> fields, String name, StringBuilder value) {
        if (!name.isEmpty()) {
            fields.add(new Field(name, value.toString().strip()));
        }
    }

    /** The first of a name. */
    public Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }

    /** All of a name, from the top: the last one added comes first. */
    public List<String> all(String name) {
        return fields.stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .map(Field::value)
                .toList();
    }
}
