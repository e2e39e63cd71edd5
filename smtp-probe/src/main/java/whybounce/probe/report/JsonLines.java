package whybounce.probe.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import whybounce.catalogue.Catalogue;
import whybounce.catalogue.Cause;
import whybounce.classify.Diagnosis;
import whybounce.classify.Finding;

/** Answers for a program: an object a line, all of it ASCII. */
public final class JsonLines implements Closeable {

    private final Cause unknown;
    private final JsonGenerator json;

    public JsonLines(Catalogue catalogue, OutputStream out) throws IOException {
        this.unknown = catalogue.cause(Cause.UNKNOWN);
        this.json = AsciiJson.FACTORY.createGenerator(out).setRootValueSeparator(null);
    }

    /** What an answer is known by: a string, or another plain value as it was written. */
    public record Id(String text, boolean quoted) {}

    /** Answers with the best cause. */
    public void diagnosis(Optional<Id> id, Diagnosis diagnosis) throws IOException {
        var best = diagnosis.best();
        var cause = best.map(Finding::cause).orElse(unknown);
        json.writeStartObject();
        id(id);
        json.writeStringField("cause", cause.id());
        json.writeStringField("bucket", token(cause.bucket()));
        json.writeStringField("whoMustAct", token(cause.whoMustAct()));
        text("evidence", best.map(finding -> token(finding.evidence())));
        text("provider", best.flatMap(Finding::provider));
        text("rule", best.map(Finding::rule));
        AsciiJson.facts(json, best.map(Finding::facts).orElse(Map.of()));
        end();
    }

    /**
     * Answers a line that cannot be read.
     *
     * @param line its number, from 1
     */
    public void error(Optional<Id> id, String why, long line) throws IOException {
        json.writeStartObject();
        id(id);
        json.writeStringField("error", why);
        json.writeNumberField("line", line);
        end();
    }

    private void id(Optional<Id> id) throws IOException {
        if (id.isEmpty()) {
            return;
        }
        json.writeFieldName("id");
        if (id.get().quoted()) {
            json.writeString(id.get().text());
        } else {
            json.writeRawValue(id.get().text());
        }
    }

    private void text(String name, Optional<String> value) throws IOException {
        json.writeFieldName(name);
        if (value.isPresent()) {
            json.writeString(value.get());
        } else {
            json.writeNull();
        }
    }

    private void end() throws IOException {
        json.writeEndObject();
        json.writeRaw('\n');
    }

    private static String token(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Lets out what was answered so far. */
    public void flush() throws IOException {
        json.flush();
    }

    @Override
    public void close() throws IOException {
        json.close();
    }
}
