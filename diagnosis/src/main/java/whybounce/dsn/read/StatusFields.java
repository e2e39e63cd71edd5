package whybounce.dsn.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import whybounce.dsn.read.Reading.Dsn;
import whybounce.dsn.read.Reading.Malformed;

/** Cuts the machine part into blocks of fields, as far as it can be told where one ends. */
final class StatusFields {

    private static final Pattern FIELD = Pattern.compile("([A-Za-z][A-Za-z0-9-]{0,60})[ \\t]*:(.*)");

    /** RFC 3464 sections 2.2 and 2.3, RFC 6533 section 4. */
    private static final Set<String> KNOWN = Set.of(
            "original-envelope-id",
            "reporting-mta",
            "dsn-gateway",
            "received-from-mta",
            "arrival-date",
            "original-recipient",
            "final-recipient",
            "action",
            "status",
            "remote-mta",
            "diagnostic-code",
            "last-attempt-date",
            "final-log-id",
            "will-retry-until",
            "localized-diagnostic");

    private static final String RECIPIENT = "final-recipient";

    private static final String ORIGINAL = "original-recipient";

    private final List<Block> blocks = new ArrayList<>();
    private Block current = new Block();
    private boolean gap;

    private StatusFields() {
        blocks.add(current);
    }

    static Reading read(String text) {
        var fields = new StatusFields();
        text.lines().forEach(fields::line);
        return fields.dsn();
    }

    private void line(String line) {
        if (line.isBlank()) {
            gap = true;
            return;
        }
        var field = FIELD.matcher(line);
        boolean folded = line.charAt(0) == ' ' || line.charAt(0) == '\t';
        if (!folded && field.matches() && expected(field.group(1).toLowerCase(Locale.ROOT))) {
            begin(field.group(1).toLowerCase(Locale.ROOT), field.group(2));
        } else {
            // A folded line, or a line of a reply that its writer forgot to fold.
            current.more(line);
        }
    }

    private boolean expected(String name) {
        // Any name is a field of an honest block; within a reply that was not folded only known ones are.
        return KNOWN.contains(name) || name.startsWith("x-") || !current.inDiagnostic();
    }

    private void begin(String name, String value) {
        boolean message = blocks.size() == 1;
        boolean names = name.equals(RECIPIENT) || name.equals(ORIGINAL);
        boolean another = names && (message || current.has(name) || (gap && current.has(RECIPIENT)));
        if (another || (gap && !current.isEmpty())) {
            current = new Block();
            blocks.add(current);
        }
        gap = false;
        current.begin(name, value);
    }

    private Reading dsn() {
        var message = blocks.getFirst();
        var recipients = new ArrayList<Block>();
        for (var block : blocks.subList(1, blocks.size())) {
            if (block.has(RECIPIENT) || block.has(ORIGINAL)) {
                recipients.add(block);
            } else {
                // An empty line within a block.
                (recipients.isEmpty() ? message : recipients.getLast()).addAll(block);
            }
        }
        if (recipients.isEmpty()) {
            return new Malformed("no recipient");
        }
        return new Dsn(
                message.text("reporting-mta").map(FieldValue::untyped),
                message.text("original-envelope-id"),
                message.text("arrival-date").flatMap(FieldValue::date),
                recipients.stream()
                        .map(Block::recipient)
                        .flatMap(Optional::stream)
                        .toList());
    }
}
