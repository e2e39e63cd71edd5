package whybounce.dsn.read;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import whybounce.dsn.read.DsnRecipient.Diagnostic;
import whybounce.failure.RecipientOutcome.Action;

/** The fields of one recipient, or those of the whole message: each with its lines as they were folded. */
final class Block {

    private final Map<String, List<String>> fields = new LinkedHashMap<>();
    private String last = "";

    boolean isEmpty() {
        return fields.isEmpty();
    }

    boolean has(String name) {
        return fields.containsKey(name);
    }

    boolean inDiagnostic() {
        return last.equals("diagnostic-code");
    }

    /** The first field of a name counts. */
    void begin(String name, String value) {
        var lines = new ArrayList<String>();
        lines.add(value);
        last = fields.putIfAbsent(name, lines) == null ? name : "";
    }

    void more(String line) {
        var lines = fields.get(last);
        if (lines != null) {
            lines.add(line);
        }
    }

    void addAll(Block other) {
        other.fields.forEach(fields::putIfAbsent);
    }

    /** The field's value, unfolded. */
    Optional<String> text(String name) {
        return Optional.ofNullable(fields.get(name))
                .map(lines -> String.join(" ", lines.stream().map(String::strip).toList())
                        .strip())
                .filter(value -> !value.isEmpty());
    }

    Optional<DsnRecipient> recipient() {
        var original = text("original-recipient").map(FieldValue::typed);
        var address = text("final-recipient").map(FieldValue::typed).or(() -> original);
        return address.map(named -> new DsnRecipient(
                FieldValue.address(named),
                original.filter(typed -> !typed.type().isEmpty()),
                text("action").flatMap(Block::action),
                text("status").flatMap(FieldValue::status),
                diagnostic(),
                text("remote-mta").map(FieldValue::untyped).filter(host -> !host.isEmpty()),
                text("last-attempt-date").flatMap(FieldValue::date),
                text("will-retry-until").flatMap(FieldValue::date),
                text("final-log-id"),
                extensions()));
    }

    private static Optional<Action> action(String text) {
        // RFC 3464 section 2.3.3; a comment may follow.
        var word = text.split("[ (;]", 2)[0].toUpperCase(Locale.ROOT);
        for (var action : Action.values()) {
            if (action.name().equals(word)) {
                return Optional.of(action);
            }
        }
        return Optional.empty();
    }

    private Optional<Diagnostic> diagnostic() {
        return Optional.ofNullable(fields.get("diagnostic-code")).map(FieldValue::diagnostic);
    }

    private Map<String, String> extensions() {
        var extensions = new HashMap<String, String>();
        for (var name : fields.keySet()) {
            if (name.startsWith("x-")) {
                text(name).ifPresent(value -> extensions.put(name, value));
            }
        }
        return extensions;
    }
}
