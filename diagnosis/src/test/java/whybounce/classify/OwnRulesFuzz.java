package whybounce.classify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import whybounce.catalogue.Catalogue;

/** The fuzz entry for an operator's own rules: anything may stand in a file, and nothing throws. */
public final class OwnRulesFuzz {

    private static final Path FOLDER = folder();

    private OwnRulesFuzz() {}

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        run(input, FOLDER);
    }

    static void run(byte[] input, Path folder) {
        try {
            Files.write(folder.resolve("own.toml"), input);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var own = OwnRules.read(folder);
        if (own.faults().isEmpty() == own.catalogue().equals(Catalogue.shipped())) {
            throw new AssertionError("mistakes, and used all the same; or none, and not used");
        }
        if (own.faults().stream()
                .anyMatch(fault -> !String.valueOf(fault.getMessage()).matches("(?s)own\\.toml:\\d+: .+"))) {
            throw new AssertionError("a mistake without its place");
        }
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("own-rules");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
