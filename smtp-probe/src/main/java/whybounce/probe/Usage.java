package whybounce.probe;

import java.util.Optional;
import whybounce.probe.usage.HelpText;
import whybounce.probe.usage.Program;

/** What {@code --help} and {@code --version} print. */
final class Usage {

    private Usage() {}

    static String help(Optional<String> command) {
        return command.flatMap(Program::command).map(HelpText::of).orElseGet(HelpText::overview);
    }

    /** The command that a complaint begins with, and a space; nothing where it begins with none. */
    static String commandIn(String complaint) {
        var name = complaint.substring(0, Math.max(0, complaint.indexOf(':')));
        return Program.command(name).map(command -> command.name() + " ").orElse("");
    }

    static String version() {
        var version = Optional.ofNullable(Usage.class.getPackage().getImplementationVersion());
        return "smtp-probe " + version.orElse("(not packaged)") + "\n";
    }
}
