package whybounce.failure;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.LinkedHashMap;
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
import whybounce.reply.SmtpReply;

/** Writes outcomes as {@link OutcomeJson} shows them. */
final class OutcomeWriter {

    private final JsonGenerator json;
    private final Map<Attempt, Integer> numbers = new LinkedHashMap<>();

    OutcomeWriter(JsonGenerator json) {
        this.json = json;
    }

    void write(List<RecipientOutcome> outcomes) throws IOException {
        for (var outcome : outcomes) {
            outcome.attempts().forEach(attempt -> numbers.putIfAbsent(attempt, numbers.size()));
        }
        json.writeStartObject();
        json.writeNumberField("v", OutcomeJson.VERSION);
        json.writeArrayFieldStart("attempts");
        for (var attempt : numbers.keySet()) {
            attempt(attempt);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("recipients");
        for (var outcome : outcomes) {
            outcome(outcome);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void outcome(RecipientOutcome outcome) throws IOException {
        json.writeStartObject();
        json.writeStringField("to", outcome.recipient());
        if (outcome.originalRecipient().isPresent()) {
            var original = outcome.originalRecipient().get();
            json.writeObjectFieldStart("original");
            json.writeStringField("type", original.type());
            json.writeStringField("address", original.address());
            json.writeEndObject();
        }
        json.writeStringField("action", outcome.action().name());
        json.writeNumberField("since", outcome.since().toEpochMilli());
        if (outcome.retryUntil().isPresent()) {
            json.writeNumberField("until", outcome.retryUntil().get().toEpochMilli());
        }
        json.writeArrayFieldStart("attempts");
        for (var attempt : outcome.attempts()) {
            json.writeNumber(numbers.getOrDefault(attempt, 0));
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void attempt(Attempt attempt) throws IOException {
        json.writeStartObject();
        json.writeNumberField("time", attempt.time().toEpochMilli());
        json.writeNumberField("ms", attempt.took().toMillis());
        if (attempt.peer().isPresent()) {
            peer(attempt.peer().get());
        }
        json.writeObjectFieldStart("failure");
        failure(attempt.failure());
        json.writeEndObject();
        json.writeEndObject();
    }

    private void peer(Peer peer) throws IOException {
        json.writeObjectFieldStart("peer");
        json.writeStringField("host", peer.host());
        if (peer.address().isPresent()) {
            json.writeStringField("address", peer.address().get());
        }
        json.writeNumberField("port", peer.port());
        json.writeStringField("role", peer.role().name());
        json.writeEndObject();
    }

    private void failure(DeliveryFailure failure) throws IOException {
        switch (failure) {
            case Refused(var stage, var said) -> fields("refused", "stage", stage.name(), Optional.of(said));
            case Unreachable(var why) -> fields("unreachable", "why", why.name(), Optional.empty());
            case NoRoute(var domain, var why, var hosts) -> {
                fields("no-route", "why", why.name(), Optional.empty());
                json.writeStringField("domain", domain);
                if (!hosts.isEmpty()) {
                    json.writeStringField("hosts", String.join(" ", hosts));
                }
            }
            case TlsFailed(var detail, var reply) -> fields("tls-failed", "detail", detail, reply);
            case Broken(var stage, var how, var partial) -> {
                fields("broken", "stage", stage.name(), partial);
                json.writeStringField("how", how.name());
            }
            case LocalRefusal(var what, var detail) -> {
                fields("local", "what", what.name(), Optional.empty());
                json.writeStringField("detail", detail);
            }
            case Unexplained(var text) -> fields("unexplained", "text", text, Optional.empty());
        }
    }

    private void fields(String kind, String name, String value, Optional<SmtpReply> reply) throws IOException {
        json.writeStringField("is", kind);
        json.writeStringField(name, value);
        if (reply.isPresent()) {
            json.writeStringField("reply", base64(reply.get()));
        }
    }

    private static String base64(SmtpReply reply) {
        var bytes = new ByteArrayOutputStream();
        for (var line : reply.lines()) {
            bytes.writeBytes(line.bytes().toByteArray());
            bytes.writeBytes(
                    switch (line.terminator()) {
                        case CRLF -> new byte[] {'\r', '\n'};
                        case LF -> new byte[] {'\n'};
                        case CR -> new byte[] {'\r'};
                        case NONE -> new byte[0];
                    });
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
