package whybounce.probe;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import whybounce.probe.Command.Help;
import whybounce.probe.Command.Replay;
import whybounce.probe.Command.Serve;
import whybounce.probe.Command.Wrong;

/** Reads the arguments of {@code replay}. */
final class ReplayOptions {

    private static final int LAST_PORT = 65_535;

    private final Deque<String> rest;
    private Optional<String> file = Optional.empty();
    private boolean json;
    private boolean once;
    private Optional<Integer> port = Optional.empty();
    private Optional<String> recipient = Optional.empty();
    private Optional<String> certificate = Optional.empty();
    private Optional<String> key = Optional.empty();
    private Optional<Command> instead = Optional.empty();

    private ReplayOptions(List<String> arguments) {
        this.rest = new ArrayDeque<>(arguments);
    }

    static Command read(List<String> arguments) {
        return new ReplayOptions(arguments).read();
    }

    private Command read() {
        while (!rest.isEmpty() && instead.isEmpty()) {
            argument(rest.removeFirst());
        }
        if (instead.isEmpty()) {
            check();
        }
        return instead.orElseGet(() -> new Replay(file.orElse("-"), recipient, json, serve()));
    }

    private Optional<Serve> serve() {
        return port.map(number -> new Serve(number, once, certificate, key));
    }

    private void argument(String argument) {
        int equals = argument.indexOf('=');
        if (equals > 0 && argument.startsWith("--")) {
            rest.addFirst(argument.substring(equals + 1));
            option(argument.substring(0, equals), true);
        } else {
            option(argument, false);
        }
    }

    private void option(String name, boolean hasValue) {
        switch (name) {
            case "--serve" -> port(Optional.ofNullable(rest.pollFirst()).orElse(""));
            case "--to" -> recipient = value(name);
            case "--tls-cert" -> certificate = value(name);
            case "--tls-key" -> key = value(name);
            default -> {
                if (hasValue) {
                    wrong("unknown option, or one that takes no value: " + name);
                } else {
                    flag(name);
                }
            }
        }
    }

    private void flag(String argument) {
        switch (argument) {
            case "--json" -> json = true;
            case "--once" -> once = true;
            case "--help", "-h" -> instead = Optional.of(Help.of("replay"));
            default -> file(argument);
        }
    }

    private Optional<String> value(String name) {
        if (rest.isEmpty()) {
            wrong(name + " needs a value");
        }
        return Optional.ofNullable(rest.pollFirst());
    }

    private void file(String argument) {
        if (argument.startsWith("--")) {
            wrong("unknown option: " + argument);
        } else if (file.isPresent()) {
            wrong("more than one transcript");
        }
        file = Optional.of(argument);
    }

    /** 0 is any port that is free. */
    private void port(String text) {
        try {
            int number = Integer.parseInt(text);
            port = Optional.of(number).filter(value -> value >= 0 && value <= LAST_PORT);
        } catch (NumberFormatException noNumber) {
            port = Optional.empty();
        }
        if (port.isEmpty()) {
            wrong("--serve wants a port: " + text);
        }
    }

    private void check() {
        if (file.isEmpty()) {
            wrong("a transcript is missing, such as send --transcript FILE writes");
        } else if (port.isPresent() && json) {
            wrong("--serve explains nothing, so it takes no --json");
        } else if (port.isEmpty() && (once || certificate.isPresent() || key.isPresent())) {
            wrong("--once, --tls-cert and --tls-key belong to --serve");
        } else if (key.isPresent() && certificate.isEmpty()) {
            wrong("--tls-key belongs to --tls-cert");
        }
    }

    private void wrong(String why) {
        instead = instead.or(() -> Optional.of(new Wrong("replay: " + why)));
    }
}
