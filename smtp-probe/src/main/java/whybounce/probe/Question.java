package whybounce.probe;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import whybounce.failure.Attempt;
import whybounce.failure.DeliveryFailure.Unexplained;
import whybounce.failure.Peer;
import whybounce.failure.Peer.Role;
import whybounce.failure.Stage;
import whybounce.probe.report.JsonLines;

/** One line of {@code classify}: a reply, and what is known of it. */
final class Question {

    private static final JsonFactory JSON = new JsonFactory();

    private Optional<JsonLines.Id> id = Optional.empty();
    private Optional<String> reply = Optional.empty();
    private Optional<String> remoteMta = Optional.empty();
    private Optional<Stage> stage = Optional.empty();
    private Optional<String> wrong = Optional.empty();

    private Question() {}

    /** Reads a line. Never throws; {@link #wrong} says what is wrong with it. */
    static Question read(byte[] line) {
        var question = new Question();
        try (var json = JSON.createParser(line)) {
            question.read(json);
        } catch (JsonProcessingException e) {
            question.wrong = Optional.of("no JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            question.wrong = Optional.of("no JSON: " + e.getMessage());
        }
        return question;
    }

    Optional<JsonLines.Id> id() {
        return id;
    }

    Optional<String> wrong() {
        return wrong;
    }

    /** The failed attempt that the reply ended. */
    Attempt attempt() {
        var peer = remoteMta.map(host -> new Peer(host, Optional.empty(), 25, Role.MX));
        String text = reply.orElse("");
        var failure = stage.isPresent() ? Pasted.read(text).failure(stage) : new Unexplained(text);
        return new Attempt(Instant.EPOCH, Duration.ZERO, peer, failure);
    }

    private void read(JsonParser json) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            wrong("not an object");
            return;
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            field(json.currentName(), json.nextToken(), json);
        }
        if (json.nextToken() != null) {
            wrong("more than one object on a line");
        } else if (reply.isEmpty()) {
            wrong("no reply");
        }
    }

    private void field(String name, JsonToken value, JsonParser json) throws IOException {
        switch (name) {
            case "id" -> id(value, json);
            case "reply" -> reply = text(name, value, json);
            case "remoteMta" -> remoteMta = text(name, value, json).filter(host -> !host.isBlank());
            case "stage" -> text(name, value, json).ifPresent(this::stage);
            default -> json.skipChildren();
        }
    }

    private void id(JsonToken value, JsonParser json) throws IOException {
        if (value.isScalarValue()) {
            id = Optional.of(new JsonLines.Id(json.getText(), value == JsonToken.VALUE_STRING));
        } else {
            json.skipChildren();
            wrong("id is no plain value");
        }
    }

    private Optional<String> text(String name, JsonToken value, JsonParser json) throws IOException {
        if (value == JsonToken.VALUE_STRING) {
            return Optional.of(json.getText());
        }
        if (value != JsonToken.VALUE_NULL) {
            json.skipChildren();
            wrong(name + " is no string");
        }
        return Optional.empty();
    }

    private void stage(String text) {
        stage = CommandLine.stageNamed(text);
        if (stage.isEmpty()) {
            wrong("unknown stage: " + text);
        }
    }

    /** The first thing that is wrong is told. */
    private void wrong(String why) {
        wrong = wrong.or(() -> Optional.of(why));
    }
}
