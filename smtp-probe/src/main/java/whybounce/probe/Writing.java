package whybounce.probe;

import java.util.List;
import java.util.Optional;
import whybounce.probe.Command.Complete;
import whybounce.probe.Command.Help;
import whybounce.probe.Command.Man;
import whybounce.probe.Command.Wrong;
import whybounce.probe.usage.Completion;
import whybounce.probe.usage.Program;

/** Reads the arguments of the commands that write about the commands. */
final class Writing {

    private static final List<String> HELP = List.of("--help", "-h");

    private Writing() {}

    static Command help(List<String> arguments) {
        if (arguments.isEmpty() || arguments.getFirst().startsWith("-")) {
            return new Help(Optional.empty());
        }
        return Program.command(arguments.getFirst())
                .<Command>map(command -> Help.of(command.name()))
                .orElseGet(() -> new Wrong("help: unknown command: " + arguments.getFirst()));
    }

    static Command man(List<String> arguments) {
        if (arguments.isEmpty()) {
            return new Man();
        }
        return asksForHelp(arguments) ? Help.of("man") : new Wrong("man: it takes no arguments");
    }

    static Command completion(List<String> arguments) {
        if (asksForHelp(arguments)) {
            return Help.of("completion");
        }
        var script = arguments.size() == 1 ? Completion.of(arguments.getFirst()) : Optional.<String>empty();
        return script.<Command>map(Complete::new).orElseGet(() -> new Wrong("completion: one shell, bash or zsh"));
    }

    private static boolean asksForHelp(List<String> arguments) {
        return arguments.stream().anyMatch(HELP::contains);
    }
}
