package whybounce.probe.steps;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.TreeMap;
import whybounce.probe.report.AsciiJson;
import whybounce.probe.report.FindingsJson;
import whybounce.probe.steps.Step.Fact;

/** The five steps for a program: one object. */
public final class StepsJson {

    private StepsJson() {}

    /**
     * The object.
     *
     * @param exitCode with which the program ends
     */
    public static String write(FiveSteps steps, int exitCode) {
        var text = new StringWriter();
        try (var json = AsciiJson.FACTORY.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("given", AsciiJson.token(steps.bounce().kind()));
            json.writeNumberField("exitCode", exitCode);
            optional(json, "sender", steps.bounce().from());
            json.writeArrayFieldStart("recipients");
            for (var explained : steps.recipients()) {
                json.writeStartObject();
                json.writeStringField("recipient", explained.outcome().recipient());
                json.writeStringField("cause", explained.page());
                json.writeStringField(
                        "confidence", AsciiJson.token(explained.diagnosis().confidence()));
                json.writeStringField("next", AsciiJson.token(steps.next(explained)));
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("steps");
            for (var step : steps.steps()) {
                step(json, step);
            }
            json.writeEndArray();
            json.writeObjectFieldStart("ids");
            for (var id : new TreeMap<>(steps.bounce().ids()).entrySet()) {
                json.writeStringField(id.getKey(), id.getValue());
            }
            json.writeEndObject();
            json.writeStringField("pack", Pack.write(steps));
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text + "\n";
    }

    private static void optional(JsonGenerator json, String name, Optional<String> value) throws IOException {
        json.writeFieldName(name);
        if (value.isPresent()) {
            json.writeString(value.get());
        } else {
            json.writeNull();
        }
    }

    private static void step(JsonGenerator json, Step step) throws IOException {
        json.writeStartObject();
        json.writeStringField("step", AsciiJson.token(step.name()));
        json.writeStringField("result", AsciiJson.token(step.result()));
        json.writeStringField("says", step.says());
        json.writeArrayFieldStart("facts");
        for (var fact : step.facts()) {
            fact(json, fact);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("findings");
        for (var finding : step.findings()) {
            FindingsJson.finding(json, finding);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void fact(JsonGenerator json, Fact fact) throws IOException {
        json.writeStartObject();
        json.writeStringField("label", fact.label());
        switch (fact) {
            case Fact.Words(var label, var words) -> json.writeStringField("words", words);
            case Fact.Steps(var label, var steps) -> AsciiJson.strings(json, "steps", steps);
            case Fact.Quote(var label, var lines) -> AsciiJson.strings(json, "quote", lines);
        }
        json.writeEndObject();
    }
}
