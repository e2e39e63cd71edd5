package whybounce.probe.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import whybounce.probe.home.AuthenticationResults.Result;
import whybounce.probe.home.Homecoming;
import whybounce.probe.home.Homecoming.Absent;
import whybounce.probe.home.Homecoming.Arrived;
import whybounce.probe.home.Homecoming.Bounced;
import whybounce.probe.home.Homecoming.Unseen;
import whybounce.probe.home.Hop;
import whybounce.probe.home.Judgement;
import whybounce.probe.home.Judgement.Foreign;
import whybounce.probe.home.Judgement.Nothing;
import whybounce.probe.home.Judgement.Own;

/** What became of a message after it was taken, for a program. */
final class HomeJson {

    private static final double MILLIS = 1e3;

    private final JsonGenerator json;
    private final JsonReport parts;

    HomeJson(JsonGenerator json, JsonReport parts) {
        this.json = json;
        this.parts = parts;
    }

    void write(Fate fate) throws IOException {
        json.writeObjectFieldStart("home");
        json.writeStringField("verdict", verdict(fate.end(), fate.expected()));
        switch (fate.end()) {
            case Arrived arrived -> arrived(arrived);
            case Bounced bounced -> bounced(bounced, fate.explained());
            case Absent(var waited, var looked) -> {
                seconds(waited);
                parts.strings("folders", looked);
            }
            case Unseen(var waited, var why) -> {
                seconds(waited);
                json.writeStringField("reason", why);
            }
        }
        json.writeEndObject();
    }

    private static String verdict(Homecoming end, boolean expected) {
        return switch (end) {
            case Arrived arrived -> arrived.junk() ? "arrived-in-junk" : "arrived";
            case Bounced bounced -> "bounced";
            case Absent absent -> expected ? "not-arrived" : "no-bounce";
            case Unseen unseen -> "not-seen";
        };
    }

    private void seconds(Duration time) throws IOException {
        json.writeNumberField("seconds", time.toMillis() / MILLIS);
    }

    private void arrived(Arrived arrived) throws IOException {
        seconds(arrived.took());
        json.writeStringField("folder", arrived.folder());
        json.writeArrayFieldStart("hops");
        for (var hop : arrived.hops()) {
            hop(hop);
        }
        json.writeEndArray();
        judgement(arrived.judgement());
    }

    private void hop(Hop hop) throws IOException {
        json.writeStartObject();
        text("from", hop.from());
        text("by", hop.by());
        text("with", hop.with());
        text("time", hop.time().map(Object::toString));
        if (hop.delay().isPresent()) {
            json.writeNumberField("delaySeconds", hop.delay().get().toMillis() / MILLIS);
        }
        json.writeEndObject();
    }

    /** Nothing where there is nothing to say. */
    private void text(String name, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(name, value.get());
        }
    }

    private void judgement(Judgement judgement) throws IOException {
        switch (judgement) {
            case Own(var results) -> {
                json.writeStringField("judgedBy", results.server());
                json.writeArrayFieldStart("results");
                for (var result : results.results()) {
                    result(result);
                }
                json.writeEndArray();
            }
            // Anybody could have written them.
            case Foreign(var servers) -> parts.strings("resultsOfOthers", servers);
            case Nothing nothing -> {}
        }
    }

    private void result(Result result) throws IOException {
        json.writeStartObject();
        json.writeStringField("method", result.method());
        json.writeStringField("result", result.result());
        text("reason", result.reason());
        json.writeObjectFieldStart("properties");
        for (var property : new TreeMap<>(result.properties()).entrySet()) {
            json.writeStringField(property.getKey(), property.getValue());
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private void bounced(Bounced bounced, List<Explained> explained) throws IOException {
        seconds(bounced.took());
        text("reportingMta", bounced.notification().reportingMta());
        json.writeArrayFieldStart("recipients");
        for (var each : explained) {
            parts.recipient(each);
        }
        json.writeEndArray();
    }
}
