package whybounce.probe.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import whybounce.catalogue.Cause;
import whybounce.classify.Finding;

/**
 * What our JSON has in common: it is ASCII, names that stand for something are in lower case with hyphens, as in the
 * catalogue's files, and what was found about a failure has one shape.
 */
public final class AsciiJson {

    public static final JsonFactory FACTORY = JsonFactory.builder()
            // A reply may hold characters that a terminal obeys.
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build();

    private AsciiJson() {}

    /** A constant's name as the catalogue writes it: {@code sender-admin}. */
    public static String token(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A field with an array of texts. */
    public static void strings(JsonGenerator json, String name, Iterable<String> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (var value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    /** The fields of an object that is begun, up to its end: numbers and texts, what is nested is passed over. */
    public static Map<String, String> fields(JsonParser json) throws IOException {
        var fields = new HashMap<String, String>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            var name = json.currentName();
            json.nextToken();
            fields.put(name, json.getText());
            json.skipChildren();
        }
        return fields;
    }

    /** The fields of what was found, within an object; without a finding they say that {@code unknown} is the cause. */
    static void finding(JsonGenerator json, Optional<Finding> finding, Cause unknown) throws IOException {
        var cause = finding.map(Finding::cause).orElse(unknown);
        json.writeStringField("cause", cause.id());
        json.writeStringField("bucket", token(cause.bucket()));
        json.writeStringField("whoMustAct", token(cause.whoMustAct()));
        text(json, "evidence", finding.map(found -> token(found.evidence())));
        text(json, "provider", finding.flatMap(Finding::provider));
        text(json, "rule", finding.map(Finding::rule));
        facts(json, finding.map(Finding::facts).orElse(Map.of()));
    }

    private static void text(JsonGenerator json, String name, Optional<String> value) throws IOException {
        json.writeFieldName(name);
        if (value.isPresent()) {
            json.writeString(value.get());
        } else {
            json.writeNull();
        }
    }

    private static void facts(JsonGenerator json, Map<String, String> facts) throws IOException {
        json.writeObjectFieldStart("facts");
        for (var fact : new TreeMap<>(facts).entrySet()) {
            json.writeStringField(fact.getKey(), fact.getValue());
        }
        json.writeEndObject();
    }
}
