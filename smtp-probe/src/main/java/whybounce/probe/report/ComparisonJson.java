package whybounce.probe.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Optional;
import whybounce.explain.GuideAddress;

/**
 * A message and a plain one, for a program.
 *
 * <pre>{@code
 * {"comparison": {"verdict": "content", "meaning": ..., "sender": ..., "administrator": [...]},
 *  "message": {"target": ..., "verdict": "rejected", ...}, "plain": {...}, "exitCode": 26}
 * }</pre>
 */
public final class ComparisonJson {

    private ComparisonJson() {}

    /**
     * One of the two, and what is told about it.
     *
     * @param explained the failure, where it is one
     */
    public record Side(Trial trial, TrialVerdict verdict, Optional<Explained> explained, int exitCode) {}

    /**
     * Writes it.
     *
     * @param plain empty where it was not sent
     */
    public static String write(
            Comparison comparison, Side message, Optional<Side> plain, Optional<GuideAddress> guide) {
        try {
            var text = new StringWriter();
            try (var json = AsciiJson.FACTORY.createGenerator(text).setPrettyPrinter(new DefaultPrettyPrinter())) {
                json.writeStartObject();
                comparison(json, comparison);
                side(json, "message", message, guide);
                if (plain.isPresent()) {
                    side(json, "plain", plain.get(), guide);
                }
                json.writeNumberField("exitCode", message.exitCode());
                json.writeEndObject();
            }
            return text.append('\n').toString();
        } catch (IOException e) {
            throw new UncheckedIOException("a string cannot be written to", e);
        }
    }

    private static void comparison(JsonGenerator json, Comparison comparison) throws IOException {
        json.writeObjectFieldStart("comparison");
        json.writeStringField("verdict", AsciiJson.token(comparison));
        json.writeStringField("meaning", comparison.meaning());
        json.writeStringField("sender", comparison.sender());
        AsciiJson.strings(json, "administrator", comparison.administrator());
        json.writeEndObject();
    }

    private static void side(JsonGenerator json, String name, Side side, Optional<GuideAddress> guide)
            throws IOException {
        json.writeFieldName(name);
        new TrialJson(json, guide).trial(side.trial(), side.verdict(), side.explained(), side.exitCode());
    }
}
