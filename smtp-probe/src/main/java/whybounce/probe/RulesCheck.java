package whybounce.probe;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import whybounce.catalogue.Catalogue;
import whybounce.classify.OwnRules;

/** A look at a folder with an operator's own rules and words. */
final class RulesCheck {

    private final String folder;
    private final Optional<String> wrong;
    private final OwnRules rules;

    RulesCheck(String folder) {
        this.folder = folder.replaceFirst("(?<=.)/+$", "");
        var path = path(folder);
        this.wrong = wrong(path);
        this.rules = OwnRules.read(path.orElse(Path.of("")));
    }

    private static Optional<Path> path(String folder) {
        try {
            return Optional.of(Path.of(folder));
        } catch (InvalidPathException noPath) {
            return Optional.empty();
        }
    }

    private static Optional<String> wrong(Optional<Path> path) {
        if (path.filter(Files::isRegularFile).isPresent()) {
            return Optional.of("is a file; the folder is wanted in which it lies");
        }
        if (path.filter(Files::isSymbolicLink)
                .filter(link -> Files.notExists(link))
                .isPresent()) {
            return Optional.of("is a link that leads nowhere");
        }
        return path.filter(Files::isDirectory).isPresent() ? Optional.empty() : Optional.of("is no folder");
    }

    boolean isGood() {
        return wrong.isEmpty() && rules.faults().isEmpty();
    }

    /** The catalogue with these rules in front. */
    Catalogue catalogue() {
        return rules.catalogue();
    }

    /** Mistakes as compilers write them, a line each; or what there is. */
    ExitCode write(PrintStream out, PrintStream err) {
        if (wrong.isPresent()) {
            err.println("smtp-probe: " + folder + " " + wrong.get());
            return ExitCode.PROBLEM;
        }
        if (rules.files().isEmpty() && isGood()) {
            err.println("smtp-probe: " + folder + " has no file whose name ends in .toml");
            return ExitCode.PROBLEM;
        }
        rules.faults().forEach(fault -> out.println(folder + "/" + fault.getMessage()));
        out.println(isGood() ? good() : bad());
        return isGood() ? ExitCode.GOOD : ExitCode.PROBLEM;
    }

    private String good() {
        return folder + ": good. " + counted(rules.files().size(), "file") + " ("
                + String.join(", ", rules.files()) + "), " + counted(rules.rules(), "rule") + ", words for "
                + counted(rules.causes(), "cause") + ".";
    }

    private String bad() {
        return folder + ": " + counted(rules.faults().size(), "mistake") + ". As it is, none of it would be used.";
    }

    private static String counted(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
