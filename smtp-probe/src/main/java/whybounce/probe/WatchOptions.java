package whybounce.probe;

import java.util.List;
import java.util.Optional;
import whybounce.probe.Command.Help;
import whybounce.probe.Command.Watch;
import whybounce.probe.Command.Wrong;
import whybounce.probe.usage.WatchUsage;

/** Reads the arguments of {@code watch}. */
final class WatchOptions {

    private WatchOptions() {}

    static Command read(List<String> arguments) {
        var unknown = arguments.stream()
                .filter(argument -> argument.startsWith("-") && !WatchUsage.COMMAND.knows(argument))
                .findFirst();
        var files =
                arguments.stream().filter(argument -> !argument.startsWith("-")).toList();
        if (arguments.contains("--help") || arguments.contains("-h")) {
            return Help.of("watch");
        }
        return unknown.map(option -> "unknown option: " + option)
                .or(() -> files.size() == 1
                        ? Optional.empty()
                        : Optional.of("one file is wanted that says what to watch"))
                .<Command>map(why -> new Wrong("watch: " + why))
                .orElseGet(() -> new Watch(files.getFirst(), arguments.contains("--check")));
    }
}
