package whybounce.classify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import whybounce.catalogue.Catalogue;

/** The step of the build that turns the rules of the catalogue that ships into the tables that ship. */
final class CompileRules {

    private CompileRules() {}

    /** Arguments: the table of the rules to write, and that of the look-alikes. */
    public static void main(String[] args) throws IOException {
        var shipped = Catalogue.shipped();
        Files.write(Path.of(args[0]), RuleCompiler.compile(shipped));
        Files.write(Path.of(args[1]), RuleCompiler.compile(LookAlikes.asCauses(shipped)));
    }
}
