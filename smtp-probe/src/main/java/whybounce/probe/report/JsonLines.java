package whybounce.probe.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import whybounce.catalogue.Catalogue;
import whybounce.catalogue.Cause;
import whybounce.classify.Diagnosis;

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
        json.writeStartObject();
        id(id);
        AsciiJson.finding(json, diagnosis.best(), unknown);
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

    private void end() throws IOException {
        json.writeEndObject();
        json.writeRaw('\n');
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
