package whybounce.failure;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import whybounce.failure.DeliveryFailure.Broken;
import whybounce.failure.DeliveryFailure.LocalRefusal;
import whybounce.failure.DeliveryFailure.NoRoute;
import whybounce.failure.DeliveryFailure.Refused;
import whybounce.failure.DeliveryFailure.TlsFailed;
import whybounce.failure.DeliveryFailure.Unexplained;
import whybounce.failure.DeliveryFailure.Unreachable;
import whybounce.failure.RecipientOutcome.Action;
import whybounce.reply.SmtpReply;

/**
 * Reads what {@link OutcomeWriter} wrote. Throws an unchecked exception or an {@link IOException} on anything else.
 */
final class OutcomeReader {

    private final JsonParser json;

    OutcomeReader(JsonParser json) {
        this.json = json;
    }

    /** What a field holds. */
    private sealed interface Value {}

    /** A plain value, as text. */
    private record Text(String text) implements Value {}

    /** An array of objects or numbers. */
    private record Items(List<Node> nodes) implements Value {}

    /** An object. */
    private record Node(Map<String, Value> fields) implements Value {

        private Node() {
            this(new HashMap<>());
        }

        private static Node number(String text) {
            return new Node(Map.of("", new Text(text)));
        }

        private String text(String name) {
            return value(name).orElseThrow(() -> new IllegalArgumentException("no " + name));
        }

        private Optional<String> value(String name) {
            return fields.get(name) instanceof Text(var text) ? Optional.of(text) : Optional.empty();
        }

        private Optional<Node> node(String name) {
            return fields.get(name) instanceof Node node ? Optional.of(node) : Optional.empty();
        }

        private List<Node> list(String name) {
            return fields.get(name) instanceof Items(var nodes) ? nodes : List.of();
        }
    }

    List<RecipientOutcome> read() throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw new IllegalArgumentException("no object");
        }
        var root = node();
        if (Integer.parseInt(root.text("v")) != OutcomeJson.VERSION) {
            throw new IllegalArgumentException("version " + root.text("v"));
        }
        var attempts =
                root.list("attempts").stream().map(OutcomeReader::attempt).toList();
        return root.list("recipients").stream()
                .map(recipient -> outcome(recipient, attempts))
                .toList();
    }

    private Node node() throws IOException {
        var node = new Node();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            var name = json.currentName();
            switch (json.nextToken()) {
                case START_OBJECT -> node.fields.put(name, node());
                case START_ARRAY -> node.fields.put(name, new Items(list()));
                case VALUE_NULL -> {}
                default -> node.fields.put(name, new Text(json.getText()));
            }
        }
        return node;
    }

    private List<Node> list() throws IOException {
        var list = new ArrayList<Node>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            switch (json.currentToken()) {
                case START_OBJECT -> list.add(node());
                case VALUE_NUMBER_INT -> list.add(Node.number(json.getText()));
                default -> throw new IllegalArgumentException("unexpected " + json.currentToken());
            }
        }
        return list;
    }

    private static RecipientOutcome outcome(Node node, List<Attempt> attempts) {
        return new RecipientOutcome(
                node.text("to"),
                node.node("original")
                        .map(original -> new OriginalRecipient(original.text("type"), original.text("address"))),
                Action.valueOf(node.text("action")),
                node.list("attempts").stream()
                        .map(number -> attempts.get(Integer.parseInt(number.text(""))))
                        .toList(),
                moment(node.text("since")),
                node.value("until").map(OutcomeReader::moment));
    }

    private static Attempt attempt(Node node) {
        return new Attempt(
                moment(node.text("time")),
                Duration.ofMillis(Long.parseLong(node.text("ms"))),
                node.node("peer").map(OutcomeReader::peer),
                failure(node.node("failure").orElseThrow()));
    }

    private static Instant moment(String text) {
        return Instant.ofEpochMilli(Long.parseLong(text));
    }

    private static Peer peer(Node node) {
        return new Peer(
                node.text("host"),
                node.value("address"),
                Integer.parseInt(node.text("port")),
                Peer.Role.valueOf(node.text("role")));
    }

    private static DeliveryFailure failure(Node node) {
        return switch (node.text("is")) {
            case "refused" ->
                new Refused(Stage.valueOf(node.text("stage")), reply(node).orElseThrow());
            case "unreachable" -> new Unreachable(Unreachable.Why.valueOf(node.text("why")));
            case "no-route" ->
                new NoRoute(
                        node.text("domain"),
                        NoRoute.Why.valueOf(node.text("why")),
                        node.value("hosts")
                                .map(hosts -> List.of(hosts.split(" ")))
                                .orElse(List.of()));
            case "tls-failed" -> new TlsFailed(node.text("detail"), reply(node));
            case "broken" ->
                new Broken(Stage.valueOf(node.text("stage")), Broken.How.valueOf(node.text("how")), reply(node));
            case "local" -> new LocalRefusal(LocalRefusal.What.valueOf(node.text("what")), node.text("detail"));
            case "unexplained" -> new Unexplained(node.text("text"));
            default -> throw new IllegalArgumentException(node.text("is"));
        };
    }

    private static Optional<SmtpReply> reply(Node node) {
        return node.value("reply").map(Base64.getDecoder()::decode).map(SmtpReply::parse);
    }
}
