package whybounce.probe.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import whybounce.check.Finding;
import whybounce.check.Remedy;

/** Findings for a program: one object. */
public final class FindingsJson {

    private FindingsJson() {}

    /**
     * The object.
     *
     * @param exitCode with which the program ends
     */
    public static String write(String domain, List<Finding> findings, int exitCode) {
        var text = new StringWriter();
        try (var json = AsciiJson.FACTORY.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("domain", domain);
            json.writeNumberField("exitCode", exitCode);
            json.writeArrayFieldStart("findings");
            for (var finding : findings) {
                finding(json, finding);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text + "\n";
    }

    /** One of them, as an object. */
    public static void finding(JsonGenerator json, Finding finding) throws IOException {
        json.writeStartObject();
        json.writeStringField("subject", AsciiJson.token(finding.subject()));
        json.writeStringField("id", finding.id());
        json.writeStringField("grade", AsciiJson.token(finding.grade()));
        json.writeStringField("says", finding.says());
        AsciiJson.strings(json, "evidence", finding.evidence());
        remedy(json, finding.remedy());
        json.writeObjectFieldStart("causes");
        for (var cause : new TreeMap<>(finding.causes()).entrySet()) {
            json.writeStringField(cause.getKey(), AsciiJson.token(cause.getValue()));
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void remedy(JsonGenerator json, Optional<Remedy> remedy) throws IOException {
        json.writeFieldName("remedy");
        if (remedy.isEmpty()) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        json.writeStringField("step", remedy.get().step());
        json.writeFieldName("paste");
        if (remedy.get().paste().isPresent()) {
            json.writeString(remedy.get().paste().get());
        } else {
            json.writeNull();
        }
        json.writeStringField("show", remedy.get().show());
        json.writeEndObject();
    }
}
