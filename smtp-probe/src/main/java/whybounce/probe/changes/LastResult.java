package whybounce.probe.changes;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import whybounce.check.Grade;
import whybounce.check.Subject;
import whybounce.probe.report.AsciiJson;
import whybounce.probe.report.ReplacedFile;

/**
 * What a check found, as a file of JSON that the next one reads.
 *
 * @param checked the domain, or the server, that was looked at
 */
public record LastResult(String checked, Instant time, List<Kept> findings) {

    /** Of the file's form; one of another form is not read. */
    private static final int VERSION = 1;

    /** Ours have some dozen findings. */
    private static final int MOST_OCTETS = 4 << 20;

    public LastResult {
        findings = List.copyOf(findings);
    }

    /**
     * Reads one; empty where there is none yet.
     *
     * @throws IOException when it is no such file; its words say what to do
     */
    public static Optional<LastResult> read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (var in = Files.newInputStream(file);
                var json = AsciiJson.FACTORY.createParser(in.readNBytes(MOST_OCTETS))) {
            return Optional.of(read(json, file));
        } catch (JsonProcessingException | IllegalArgumentException | DateTimeException spoiled) {
            throw other(file);
        }
    }

    private static IOException other(Path file) {
        return new IOException(
                file + " is no result of a check that this version can read; move it away to begin anew");
    }

    private static LastResult read(JsonParser json, Path file) throws IOException {
        var fields = new HashMap<String, String>();
        var findings = new ArrayList<Kept>();
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw other(file);
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            var name = json.currentName();
            if (json.nextToken() == JsonToken.START_ARRAY) {
                while (json.nextToken() == JsonToken.START_OBJECT) {
                    findings.add(kept(AsciiJson.fields(json)));
                }
            } else {
                fields.put(name, json.getText());
                json.skipChildren();
            }
        }
        if (!String.valueOf(VERSION).equals(fields.get("version"))) {
            throw other(file);
        }
        return new LastResult(
                fields.getOrDefault("checked", ""), Instant.parse(fields.getOrDefault("time", "")), findings);
    }

    private static Kept kept(Map<String, String> fields) {
        return new Kept(
                Subject.valueOf(constant(fields.getOrDefault("subject", ""))),
                fields.getOrDefault("id", ""),
                Grade.valueOf(constant(fields.getOrDefault("grade", ""))),
                fields.getOrDefault("says", ""));
    }

    private static String constant(String token) {
        return token.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /** Replaces the file as a whole, so that nobody ever reads half of it. */
    public void write(Path to) throws IOException {
        try (var file = new ReplacedFile(to)) {
            file.writer().write(json());
            file.replace();
        }
    }

    private String json() throws IOException {
        var text = new StringWriter();
        try (var json = AsciiJson.FACTORY.createGenerator(text)) {
            json.writeStartObject();
            json.writeNumberField("version", VERSION);
            json.writeStringField("checked", checked);
            json.writeStringField("time", time.toString());
            json.writeArrayFieldStart("findings");
            for (var finding : findings) {
                json.writeStartObject();
                ChangesJson.fields(json, finding);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return text.append('\n').toString();
    }
}
