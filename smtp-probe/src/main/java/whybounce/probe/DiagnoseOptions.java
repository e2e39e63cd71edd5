package whybounce.probe;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import whybounce.failure.Stage;
import whybounce.probe.Command.Check;
import whybounce.probe.Command.Diagnose;
import whybounce.probe.Command.Help;
import whybounce.probe.Command.WithRules;
import whybounce.probe.Command.Wrong;
import whybounce.probe.usage.DiagnoseUsage;

/** Reads the arguments of {@code diagnose}. What it shares with {@code check} is read as that reads it. */
final class DiagnoseOptions {

    private static final Set<String> OF_CHECK =
            Set.of("--ip", "--helo", "--selector", "--block-list", "--resolver", "--json");

    /** Stands for the sender's until that is known. */
    private static final String SOME_DOMAIN = "example.com";

    private final Deque<String> rest;
    private final List<String> inputs = new ArrayList<>();
    private final List<String> ofCheck = new ArrayList<>(List.of(SOME_DOMAIN));
    private Optional<String> from = Optional.empty();
    private Optional<String> to = Optional.empty();
    private Optional<String> remoteMta = Optional.empty();
    private Optional<Stage> stage = Optional.empty();
    private Optional<String> message = Optional.empty();
    private Optional<String> pack = Optional.empty();
    private Optional<String> rules = Optional.empty();
    private Optional<Command> instead = Optional.empty();

    private DiagnoseOptions(List<String> arguments) {
        this.rest = new ArrayDeque<>(arguments);
    }

    static Command read(List<String> arguments) {
        return new DiagnoseOptions(arguments).read();
    }

    private Command read() {
        while (!rest.isEmpty() && instead.isEmpty()) {
            argument(rest.removeFirst());
        }
        if (instead.isEmpty() && inputs.size() != 1) {
            wrong(
                    inputs.isEmpty()
                            ? "a reply, a file or - is missing"
                            : "more than one input; a reply with spaces needs quotes");
        }
        return instead.orElseGet(this::command);
    }

    private Command command() {
        return switch (CheckOptions.read(ofCheck)) {
            case Check check -> {
                var asked = new Diagnose(inputs.getFirst(), from, to, remoteMta, stage, message, pack, check.order());
                yield rules.<Command>map(folder -> new WithRules(folder, asked)).orElse(asked);
            }
            case Wrong(var why) -> new Wrong(why.replaceFirst("^check: ", "diagnose: "));
            default -> throw new IllegalStateException("check has other options");
        };
    }

    private void argument(String argument) {
        int equals = argument.indexOf('=');
        var name = argument.startsWith("--") && equals > 0 ? argument.substring(0, equals) : argument;
        if (argument.equals("--")) {
            inputs.addAll(rest);
            rest.clear();
        } else if (!argument.startsWith("-") || argument.equals("-")) {
            inputs.add(argument);
        } else if (!DiagnoseUsage.COMMAND.knows(name)) {
            wrong("unknown option: " + name);
        } else if (DiagnoseUsage.COMMAND.isSwitch(name)) {
            set(name, argument);
        } else if (equals > 0) {
            option(name, argument.substring(equals + 1));
        } else {
            Optional.ofNullable(rest.pollFirst())
                    .ifPresentOrElse(value -> option(name, value), () -> wrong(name + " needs a value"));
        }
    }

    private void set(String name, String argument) {
        if (OF_CHECK.contains(name)) {
            ofCheck.add(argument);
        } else {
            instead = Optional.of(Help.of("diagnose"));
        }
    }

    private void option(String name, String value) {
        if (OF_CHECK.contains(name)) {
            ofCheck.addAll(List.of(name, value));
            return;
        }
        switch (name) {
            case "--from" -> from = address(name, value);
            case "--to" -> to = address(name, value);
            case "--remote-mta" -> remoteMta = Optional.of(value);
            case "--stage" -> stage(value);
            case "--message" -> message = Optional.of(value);
            case "--pack" -> pack = Optional.of(value);
            case "--rules" -> rules = Optional.of(value);
            default -> wrong("unknown option: " + name);
        }
    }

    private Optional<String> address(String name, String value) {
        if (value.indexOf('@') <= 0 || value.endsWith("@")) {
            wrong(name + " wants a mail address: " + value);
        }
        return Optional.of(value);
    }

    private void stage(String text) {
        stage = CommandLine.stageNamed(text);
        if (stage.isEmpty()) {
            wrong("unknown stage: " + text);
        }
    }

    private void wrong(String why) {
        instead = instead.or(() -> Optional.of(new Wrong("diagnose: " + why)));
    }
}
