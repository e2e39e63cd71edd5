package whybounce.probe.session;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;
import whybounce.failure.DeliveryFailure;
import whybounce.failure.DeliveryFailure.Broken;
import whybounce.failure.DeliveryFailure.LocalRefusal;
import whybounce.failure.DeliveryFailure.NoRoute;
import whybounce.failure.DeliveryFailure.Refused;
import whybounce.failure.DeliveryFailure.TlsFailed;
import whybounce.failure.DeliveryFailure.Unexplained;
import whybounce.failure.DeliveryFailure.Unreachable;
import whybounce.reply.Arrival;
import whybounce.reply.Reception.Gap;
import whybounce.reply.SmtpReply;
import whybounce.reply.SmtpReply.Line;

/** Writes replies, and failures with the replies in them. */
final class ReplyJson {

    private final JsonGenerator json;

    ReplyJson(JsonGenerator json) {
        this.json = json;
    }

    /** Within an object. */
    void fields(SmtpReply reply) throws IOException {
        json.writeStringField("end", TranscriptJson.token(reply.reception().end()));
        if (reply.reception().unsolicited()) {
            json.writeBooleanField("unsolicited", true);
        }
        if (reply.reception().gap().isPresent()) {
            gap(reply.reception().gap().get());
        }
        json.writeArrayFieldStart("lines");
        for (var line : reply.lines()) {
            line(line);
        }
        json.writeEndArray();
    }

    private void gap(Gap gap) throws IOException {
        json.writeObjectFieldStart("gap");
        json.writeNumberField("after", gap.after());
        json.writeNumberField("lines", gap.lines());
        json.writeNumberField("octets", gap.octets());
        json.writeEndObject();
    }

    private void line(Line line) throws IOException {
        json.writeStartObject();
        json.writeStringField(
                "bytes", Base64.getEncoder().encodeToString(line.bytes().toByteArray()));
        json.writeStringField("text", line.bytes().text());
        json.writeStringField("terminator", TranscriptJson.token(line.terminator()));
        if (line.arrival().isPresent()) {
            arrival(line.arrival().get());
        }
        json.writeEndObject();
    }

    private void arrival(Arrival arrival) throws IOException {
        json.writeNumberField("first", arrival.first().toNanos());
        json.writeNumberField("last", arrival.last().toNanos());
        json.writeNumberField("octets", arrival.octets());
    }

    void failure(DeliveryFailure failure) throws IOException {
        json.writeObjectFieldStart("failure");
        switch (failure) {
            case Refused(var stage, var said) -> field("refused", "stage", TranscriptJson.token(stage));
            case Unreachable(var why) -> field("unreachable", "why", TranscriptJson.token(why));
            case NoRoute(var domain, var why, var hosts) -> {
                field("no-route", "why", TranscriptJson.token(why));
                json.writeStringField("domain", domain);
                json.writeStringField("hosts", String.join(" ", hosts));
            }
            case TlsFailed(var detail, var reply) -> field("tls-failed", "detail", detail);
            case Broken(var stage, var how, var partial) -> {
                field("broken", "stage", TranscriptJson.token(stage));
                json.writeStringField("how", TranscriptJson.token(how));
            }
            case LocalRefusal(var what, var detail) -> {
                field("local", "what", TranscriptJson.token(what));
                json.writeStringField("detail", detail);
            }
            case Unexplained(var text) -> field("unexplained", "text", text);
        }
        reply(failure.reply());
        json.writeEndObject();
    }

    private void field(String kind, String name, String value) throws IOException {
        json.writeStringField("is", kind);
        json.writeStringField(name, value);
    }

    private void reply(Optional<SmtpReply> reply) throws IOException {
        if (reply.isPresent()) {
            json.writeObjectFieldStart("reply");
            fields(reply.get());
            json.writeEndObject();
        }
    }
}
