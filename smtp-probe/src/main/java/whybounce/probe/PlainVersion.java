package whybounce.probe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import whybounce.probe.TestMessage.Stored;
import whybounce.reply.Octets;

/**
 * A message with another's header and a harmless text in place of its content. What the header says of the content goes
 * with it, and so do signatures, which would be wrong now, and the Message-ID: a server may pass over what it has seen.
 */
final class PlainVersion {

    /** RFC 5322 sets no limit to a header; servers refuse those of some hundred KiB. */
    private static final int MOST_OCTETS = 1 << 20;

    private static final Set<String> OF_CONTENT = Set.of("mime-version", "dkim-signature", "message-id");

    private static final List<String> PREFIXES = List.of("content-", "arc-", "x-google-dkim-");

    private static final String BODY = """
            MIME-Version: 1.0\r
            Content-Type: text/plain; charset=UTF-8\r
            Content-Transfer-Encoding: 7bit\r
            \r
            This is a test of mail delivery. It was sent beside a message with the same\r
            header, to find out whether that one's content is the reason why it is refused.\r
            """;

    private PlainVersion() {}

    /**
     * Of the message in a file.
     *
     * @throws IOException when it cannot be read, or has no header
     */
    static TestMessage of(Path file) throws IOException {
        var fields = new ArrayList<String>();
        var domain = "localhost";
        for (var field : fields(file)) {
            var name = name(field);
            if (name.equals("message-id")) {
                domain = domain(field, domain);
            }
            if (!isOfContent(name)) {
                fields.add(field);
            }
        }
        if (fields.isEmpty()) {
            throw new IOException(file + " is no message: it does not begin with a header");
        }
        fields.add("Message-ID: <" + UUID.randomUUID() + "@" + domain + ">\r\n");
        var all = String.join("", fields) + BODY;
        return new Stored(Octets.of(all.getBytes(StandardCharsets.ISO_8859_1)));
    }

    /** Each with its folded lines and line ends; the octets stay what they are. */
    private static List<String> fields(Path file) throws IOException {
        var fields = new ArrayList<String>();
        for (var line : start(file).lines().toList()) {
            if (line.isEmpty()) {
                break;
            }
            boolean folded = line.startsWith(" ") || line.startsWith("\t");
            if (folded && !fields.isEmpty()) {
                fields.set(fields.size() - 1, fields.getLast() + line + "\r\n");
            } else if (line.indexOf(':') > 0) {
                fields.add(line + "\r\n");
            }
        }
        return fields;
    }

    private static String start(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(MOST_OCTETS), StandardCharsets.ISO_8859_1);
        }
    }

    private static String name(String field) {
        return field.substring(0, field.indexOf(':')).strip().toLowerCase(Locale.ROOT);
    }

    private static String domain(String messageId, String otherwise) {
        int at = messageId.lastIndexOf('@');
        int end = messageId.indexOf('>', at);
        var domain = at > 0 && end > at ? messageId.substring(at + 1, end) : "";
        return domain.isEmpty() || domain.chars().anyMatch(Character::isWhitespace) ? otherwise : domain;
    }

    private static boolean isOfContent(String name) {
        return OF_CONTENT.contains(name) || PREFIXES.stream().anyMatch(name::startsWith);
    }
}
