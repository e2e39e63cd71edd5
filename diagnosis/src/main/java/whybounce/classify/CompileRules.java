package whybounce.classify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import whybounce.catalogue.Catalogue;

/** The step of the build that turns the rules of the catalogue that ships into the table that ships. */
final class CompileRules {

    private CompileRules() {}

    /** Argument: the table to write. */
    public static void main(String[] args) throws IOException {
        Files.write(Path.of(args[0]), RuleCompiler.compile(Catalogue.shipped()));
    }
}
