package whybounce.probe.changes;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import whybounce.check.Finding;
import whybounce.probe.changes.Change.Changed;
import whybounce.probe.changes.Change.Gone;
import whybounce.probe.changes.Change.New;
import whybounce.probe.report.AsciiJson;
import whybounce.probe.report.FindingsJson;

/** What has changed, for a program: one object. */
public final class ChangesJson {

    private ChangesJson() {}

    /**
     * The object.
     *
     * @param checked the domain, or the server
     * @param since when was looked before
     */
    public static String write(String checked, Instant since, List<Change> changes, int exitCode) {
        var text = new StringWriter();
        try (var json = AsciiJson.FACTORY.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("domain", checked);
            json.writeNumberField("exitCode", exitCode);
            json.writeStringField("since", since.toString());
            json.writeArrayFieldStart("changes");
            for (var change : changes) {
                change(json, change);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text + "\n";
    }

    private static void change(JsonGenerator json, Change change) throws IOException {
        json.writeStartObject();
        switch (change) {
            case New(var finding) -> {
                json.writeStringField("change", "new");
                finding(json, finding);
            }
            case Changed(var before, var finding) -> {
                json.writeStringField("change", "changed");
                finding(json, finding);
                before(json, before);
            }
            case Gone(var before) -> {
                json.writeStringField("change", "gone");
                before(json, before);
            }
        }
        json.writeEndObject();
    }

    private static void finding(JsonGenerator json, Finding finding) throws IOException {
        json.writeFieldName("finding");
        FindingsJson.finding(json, finding);
    }

    private static void before(JsonGenerator json, Kept before) throws IOException {
        json.writeObjectFieldStart("before");
        fields(json, before);
        json.writeEndObject();
    }

    static void fields(JsonGenerator json, Kept finding) throws IOException {
        json.writeStringField("subject", AsciiJson.token(finding.subject()));
        json.writeStringField("id", finding.id());
        json.writeStringField("grade", AsciiJson.token(finding.grade()));
        json.writeStringField("says", finding.says());
    }
}
