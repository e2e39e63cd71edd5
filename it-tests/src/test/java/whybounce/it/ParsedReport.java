package whybounce.it;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import whybounce.reply.Octets;

/**
 * A delivery status notification, taken apart; two parsers must come to the same.
 *
 * @param header fields in order, unfolded and decoded
 * @param contentType of the whole, with its parameters as they stand
 * @param parts the types of the parts, in order
 * @param text the human part as plain text, line ends as line feeds
 * @param html the human part as HTML, empty where there is none
 * @param machine the bytes of the second part, of a report the status
 * @param returned the bytes of the third part
 */
record ParsedReport(
        List<Field> header,
        String contentType,
        List<String> parts,
        String text,
        String html,
        Octets machine,
        Octets returned) {

    private static final Pattern FOLD = Pattern.compile("\\r?\\n(?=[ \\t])");

    private static final Pattern QUOTED_WRAP = Pattern.compile("\\n {3}> {2,}(?=\\S)");
    private static final Pattern WRAP = Pattern.compile("(?m)(?<=^\\S.{0,100})\\n(?=\\S)");
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Pattern BLANK = Pattern.compile("\\r?\\n\\r?\\n");

    record Field(String name, String value) {

        Field {
            // RFC 5322 section 2.2.3: parsers differ in what they leave of a fold.
            value = SPACE.matcher(value).replaceAll(" ").strip();
        }

        static Field parse(String line) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new IllegalArgumentException("no header field: " + line);
            }
            return new Field(line.substring(0, colon), line.substring(colon + 1).strip());
        }

        boolean is(String other) {
            return name.equalsIgnoreCase(other);
        }

        @Override
        public String toString() {
            return name + ": " + value;
        }
    }

    ParsedReport {
        header = List.copyOf(header);
        parts = List.copyOf(parts);
        contentType = SPACE.matcher(contentType).replaceAll(" ");
    }

    /** Whether it is a report at all, and not another message to the sender. */
    boolean isReport() {
        return contentType.startsWith("multipart/report");
    }

    /** The human part with each paragraph, and each line of a quoted reply, on one line, however wide the page is. */
    String unwrapped() {
        return WRAP.matcher(QUOTED_WRAP.matcher(text).replaceAll(" ")).replaceAll(" ");
    }

    /** The fields of each block of the status part: first about the message, then one block a recipient. */
    List<List<Field>> blocks() {
        var blocks = new ArrayList<List<Field>>();
        for (var block : BLANK.split(machine.text().strip(), -1)) {
            blocks.add(
                    FOLD.matcher(block).replaceAll("").lines().map(Field::parse).toList());
        }
        return blocks;
    }

    List<List<Field>> recipients() {
        return blocks().subList(1, blocks().size());
    }

    Optional<String> headerField(String name) {
        return value(header, name);
    }

    static Optional<String> value(List<Field> fields, String name) {
        return fields.stream().filter(field -> field.is(name)).map(Field::value).findFirst();
    }

    /** The addresses of Final-Recipient, in lower case. */
    List<String> finalRecipients() {
        return recipients().stream()
                .flatMap(block -> value(block, "Final-Recipient").stream())
                .map(value -> value.substring(value.indexOf(';') + 1).strip().toLowerCase(Locale.ROOT))
                .toList();
    }

    /** The status part, one line a field, an empty line between blocks. */
    String machineLines() {
        return blocks().stream()
                .map(block -> block.stream().map(Field::toString).collect(Collectors.joining("\n")))
                .collect(Collectors.joining("\n\n"));
    }

    String headerLines() {
        return header.stream().map(Field::toString).collect(Collectors.joining("\n"));
    }
}
