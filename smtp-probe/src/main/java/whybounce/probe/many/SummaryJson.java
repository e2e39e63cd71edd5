package whybounce.probe.many;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import whybounce.probe.report.AsciiJson;

/**
 * The last line of a run with many targets, for a program:
 *
 * <pre>{@code
 * {"summary": {"tried": 3, "good": 1, "failed": 2, "notTested": 0, "seconds": 0.2, "exitCode": 24,
 *   "providers": [{"provider": "Google", "tried": 2, "good": 0, "failed": 2, "notTested": 0, "causes": {...}}],
 *   "failures": [{"cause": "sender-blocked", "whose": "ours", "count": 2, "providers": {...}, "addresses": [...]}]}}
 * }</pre>
 */
public final class SummaryJson {

    private static final double NANOS = 1e9;

    private final JsonGenerator json;

    private SummaryJson(JsonGenerator json) {
        this.json = json;
    }

    public static String write(Summary summary, Duration took) {
        try {
            var text = new StringWriter();
            try (var json = AsciiJson.FACTORY.createGenerator(text)) {
                new SummaryJson(json).summary(summary, took);
            }
            return text.append('\n').toString();
        } catch (IOException e) {
            throw new UncheckedIOException("a string cannot be written to", e);
        }
    }

    private void summary(Summary summary, Duration took) throws IOException {
        json.writeStartObject();
        json.writeObjectFieldStart("summary");
        counts(summary.total());
        json.writeNumberField("seconds", took.toNanos() / NANOS);
        json.writeNumberField("exitCode", summary.worst());
        json.writeArrayFieldStart("providers");
        for (var provider : summary.providers()) {
            json.writeStartObject();
            json.writeStringField("provider", provider.provider());
            counts(provider);
            numbers("causes", provider.causes());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("failures");
        for (var failure : summary.failures()) {
            failure(failure);
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
    }

    private void counts(Tally tally) throws IOException {
        json.writeNumberField("tried", tally.tried());
        json.writeNumberField("good", tally.good());
        json.writeNumberField("failed", tally.failed());
        json.writeNumberField("notTested", tally.untested());
    }

    private void failure(Failure failure) throws IOException {
        json.writeStartObject();
        json.writeStringField("cause", failure.cause());
        json.writeStringField("whose", AsciiJson.token(failure.whose()));
        json.writeNumberField("count", failure.count());
        numbers("providers", failure.providers());
        AsciiJson.strings(json, "addresses", failure.addresses());
        json.writeEndObject();
    }

    private void numbers(String name, Map<String, Integer> numbers) throws IOException {
        json.writeObjectFieldStart(name);
        for (var each : new TreeMap<>(numbers).entrySet()) {
            json.writeNumberField(each.getKey(), each.getValue());
        }
        json.writeEndObject();
    }
}
