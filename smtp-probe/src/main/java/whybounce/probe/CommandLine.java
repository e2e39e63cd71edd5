package whybounce.probe;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import whybounce.failure.Stage;
import whybounce.probe.Command.CheckRules;
import whybounce.probe.Command.Classify;
import whybounce.probe.Command.Explain;
import whybounce.probe.Command.Help;
import whybounce.probe.Command.Version;
import whybounce.probe.Command.WithRules;
import whybounce.probe.Command.Wrong;

/**
 * Reads the arguments. Options may stand before or after the input, as {@code --name value} or {@code --name=value};
 * what follows {@code --} is input.
 */
final class CommandLine {

    private final String command;
    private final Deque<String> rest;
    private final List<String> inputs = new ArrayList<>();
    private Optional<String> sender = Optional.empty();
    private Optional<String> recipient = Optional.empty();
    private Optional<String> remoteMta = Optional.empty();
    private Optional<Stage> stage = Optional.empty();
    private Optional<String> guide = Optional.empty();
    private Optional<String> rules = Optional.empty();
    private boolean json;
    private Optional<Command> instead = Optional.empty();

    private CommandLine(String command, List<String> arguments) {
        this.command = command;
        this.rest = new ArrayDeque<>(arguments);
    }

    static Command read(List<String> arguments) {
        if (arguments.isEmpty()) {
            return new Wrong("no command");
        }
        var name = arguments.getFirst();
        var rest = arguments.subList(1, arguments.size());
        return switch (name) {
            case "explain" -> new CommandLine(name, rest).withRules(CommandLine::explain);
            case "classify" -> new CommandLine(name, rest).withRules(CommandLine::classify);
            case "check-rules" -> new CommandLine(name, rest).checkRules();
            case "check" -> CheckOptions.read(rest);
            case "diagnose" -> DiagnoseOptions.read(rest);
            case "replay" -> ReplayOptions.read(rest);
            case "send" -> SendOptions.read(rest);
            case "watch" -> WatchOptions.read(rest);
            case "completion" -> Writing.completion(rest);
            case "man" -> Writing.man(rest);
            case "help", "--help", "-h" -> Writing.help(rest);
            case "version", "--version" -> new Version();
            default -> new Wrong("unknown command: " + name);
        };
    }

    private Command withRules(Function<CommandLine, Command> command) {
        var asked = command.apply(this);
        return rules.isPresent() && (asked instanceof Explain || asked instanceof Classify)
                ? new WithRules(rules.get(), asked)
                : asked;
    }

    private Command checkRules() {
        arguments();
        return instead.orElseGet(() -> inputs.size() == 1
                ? new CheckRules(inputs.getFirst())
                : new Wrong("check-rules: one folder is wanted, such as conf/whybounce"));
    }

    private Command explain() {
        arguments();
        return instead.orElseGet(() -> switch (inputs.size()) {
            case 0 -> new Wrong("explain: a reply, a file or - is missing");
            case 1 -> new Explain(inputs.getFirst(), sender, recipient, remoteMta, stage, guide, json);
            default -> new Wrong("explain: more than one input; a reply with spaces needs quotes");
        });
    }

    private Command classify() {
        arguments();
        if (sender.isPresent() || recipient.isPresent() || remoteMta.isPresent() || stage.isPresent()) {
            return new Wrong("classify: sender, recipient, remote MTA and stage stand in the lines, not in options");
        }
        return instead.orElseGet(() -> switch (inputs.size()) {
            case 0 -> new Classify("-");
            case 1 -> new Classify(inputs.getFirst());
            default -> new Wrong("classify: more than one input");
        });
    }

    private void arguments() {
        while (!rest.isEmpty() && instead.isEmpty()) {
            argument(rest.removeFirst());
        }
    }

    private void argument(String argument) {
        if (argument.equals("--")) {
            inputs.addAll(rest);
            rest.clear();
        } else if (argument.startsWith("-") && !argument.equals("-")) {
            option(argument);
        } else {
            inputs.add(argument);
        }
    }

    private void option(String argument) {
        int equals = argument.indexOf('=');
        if (equals > 0) {
            rest.addFirst(argument.substring(equals + 1));
        }
        String name = equals > 0 ? argument.substring(0, equals) : argument;
        boolean takesNone = equals < 0;
        switch (name) {
            case "--sender" -> sender = value(name);
            case "--recipient" -> recipient = value(name);
            case "--remote-mta" -> remoteMta = value(name);
            case "--stage" -> value(name).ifPresent(this::stage);
            case "--guide" -> guide = value(name);
            case "--rules" -> rules = value(name);
            case "--json" -> json = takesNone || wrong("--json takes no value");
            case "--help", "-h" -> instead = Optional.of(Help.of(command));
            case "--version" -> instead = Optional.of(new Version());
            default -> wrong("unknown option: " + name);
        }
    }

    private Optional<String> value(String name) {
        if (rest.isEmpty()) {
            wrong(name + " needs a value");
            return Optional.empty();
        }
        return Optional.of(rest.removeFirst());
    }

    private void stage(String text) {
        stage = stageNamed(text);
        if (stage.isEmpty()) {
            wrong("unknown stage: " + text);
        }
    }

    /** By its name or its label, any case: {@code end-of-data}, {@code RCPT}, {@code rcpt to}. */
    static Optional<Stage> stageNamed(String text) {
        String folded = text.strip().toUpperCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
        for (var candidate : Stage.values()) {
            String label = candidate.label().toUpperCase(Locale.ROOT).replace(' ', '_');
            if (folded.equals(candidate.name()) || folded.equals(label)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    private boolean wrong(String why) {
        instead = Optional.of(new Wrong(why));
        return false;
    }
}
