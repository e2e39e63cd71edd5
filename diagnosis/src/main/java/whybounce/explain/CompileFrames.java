package whybounce.explain;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import whybounce.table.TableWriter;

/** The step of the build that turns the frames of each language into the table that ships. */
final class CompileFrames {

    private static final String WRITTEN = ".properties";

    private CompileFrames() {}

    /** Arguments: the folder with one file a language, the folder for the tables. */
    public static void main(String[] args) throws IOException {
        try (var files = Files.newDirectoryStream(Path.of(args[0]), "frames-*" + WRITTEN)) {
            for (var file : files) {
                var table = new TableWriter();
                texts(file).forEach(table::text);
                var name = file.getFileName().toString().replace(WRITTEN, ".table");
                Files.write(Path.of(args[1], name), table.toByteArray());
            }
        }
    }

    /** In the order of the frames. */
    private static List<String> texts(Path file) throws IOException {
        var properties = new Properties();
        try (var in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(in);
        }
        var texts = new ArrayList<String>();
        for (var frame : Frame.values()) {
            var text = properties.getProperty(frame.key());
            if (text == null) {
                throw new IllegalStateException(file + ": no words for " + frame.key());
            }
            texts.add(text.strip());
        }
        if (properties.size() != texts.size()) {
            throw new IllegalStateException(file + ": words that no frame asks for");
        }
        return texts;
    }
}
