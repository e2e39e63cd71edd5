package whybounce.probe.watch;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import whybounce.probe.report.AsciiJson;
import whybounce.probe.report.ReplacedFile;

/** The folder that keeps how each check stood last, a file of JSON each, so that a restart asks and tells nothing twice. */
final class StateFolder {

    /** Ours are some hundred octets. */
    private static final int MOST_OCTETS = 64 * 1024;

    private final Path folder;

    StateFolder(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    /** Empty where there is none, and where the file was spoiled: then it is as if it had never been run. */
    Optional<Standing> read(String check) throws IOException {
        var file = file(check);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (var in = Files.newInputStream(file);
                var json = AsciiJson.FACTORY.createParser(in.readNBytes(MOST_OCTETS))) {
            return standing(check, json.nextToken() == JsonToken.START_OBJECT ? AsciiJson.fields(json) : Map.of());
        } catch (com.fasterxml.jackson.core.JsonProcessingException spoiled) {
            return Optional.empty();
        }
    }

    private Path file(String check) {
        return folder.resolve(check + ".json");
    }

    private static Optional<Standing> standing(String check, Map<String, String> fields) {
        try {
            return Optional.of(new Standing(
                    check,
                    Instant.parse(fields.getOrDefault("time", "")),
                    Instant.parse(fields.getOrDefault("since", "")),
                    fields.getOrDefault("cause", ""),
                    fields.getOrDefault("words", ""),
                    fields.getOrDefault("verdict", ""),
                    Integer.parseInt(fields.getOrDefault("exitCode", "0")),
                    Double.parseDouble(fields.getOrDefault("seconds", "0")),
                    Optional.ofNullable(fields.get("certificate")).map(Instant::parse),
                    fields.getOrDefault("told", "")));
        } catch (DateTimeException | NumberFormatException spoiled) {
            return Optional.empty();
        }
    }

    void write(Standing standing) throws IOException {
        try (var file = new ReplacedFile(file(standing.check()))) {
            file.writer().write(json(standing));
            file.replace();
        }
    }

    private static String json(Standing standing) throws IOException {
        var text = new StringWriter();
        try (var json = AsciiJson.FACTORY.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("check", standing.check());
            json.writeStringField("time", standing.time().toString());
            json.writeStringField("since", standing.since().toString());
            json.writeStringField("cause", standing.cause());
            json.writeStringField("words", standing.words());
            json.writeStringField("verdict", standing.verdict());
            json.writeNumberField("exitCode", standing.exitCode());
            json.writeNumberField("seconds", standing.seconds());
            if (standing.certificate().isPresent()) {
                json.writeStringField(
                        "certificate", standing.certificate().get().toString());
            }
            json.writeStringField("told", standing.told());
            json.writeEndObject();
        }
        return text.append('\n').toString();
    }
}
