package whybounce.probe.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** What our JSON has in common: it is ASCII, and the facts of a reply stand in it as an object, sorted. */
final class AsciiJson {

    static final JsonFactory FACTORY = JsonFactory.builder()
            // A reply may hold characters that a terminal obeys.
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build();

    private AsciiJson() {}

    static void facts(JsonGenerator json, Map<String, String> facts) throws IOException {
        json.writeObjectFieldStart("facts");
        for (var fact : new TreeMap<>(facts).entrySet()) {
            json.writeStringField(fact.getKey(), fact.getValue());
        }
        json.writeEndObject();
    }
}
