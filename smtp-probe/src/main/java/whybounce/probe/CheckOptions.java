package whybounce.probe;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import whybounce.check.DomainName;
import whybounce.dns.IpText;
import whybounce.probe.Command.Check;
import whybounce.probe.Command.Help;
import whybounce.probe.Command.Wrong;
import whybounce.probe.doctor.CheckOrder;
import whybounce.probe.usage.CheckUsage;

/** Reads the arguments of {@code check}. */
final class CheckOptions {

    private static final int DNS_PORT = 53;
    private static final int LAST_PORT = 65_535;

    private final Deque<String> rest;
    private final List<String> domains = new ArrayList<>();
    private final List<InetAddress> addresses = new ArrayList<>();
    private final List<String> selectors = new ArrayList<>();
    private final List<String> remotes = new ArrayList<>();
    private final List<String> lists = new ArrayList<>();
    private final List<InetSocketAddress> resolvers = new ArrayList<>();
    private Optional<String> helo = Optional.empty();
    private boolean json;
    private Optional<Command> instead = Optional.empty();

    private CheckOptions(List<String> arguments) {
        this.rest = new ArrayDeque<>(arguments);
    }

    static Command read(List<String> arguments) {
        return new CheckOptions(arguments).read();
    }

    private Command read() {
        while (!rest.isEmpty() && instead.isEmpty()) {
            argument(rest.removeFirst());
        }
        if (instead.isEmpty() && domains.size() != 1) {
            wrong(
                    domains.isEmpty()
                            ? "a domain is missing"
                            : "one domain at a time; --remote names those that mail is sent to");
        }
        return instead.orElseGet(() -> new Check(
                new CheckOrder(domains.getFirst(), addresses, helo, selectors, remotes, lists, resolvers, json)));
    }

    private void argument(String argument) {
        int equals = argument.indexOf('=');
        var name = argument.startsWith("--") && equals > 0 ? argument.substring(0, equals) : argument;
        if (!argument.startsWith("-")) {
            name(argument).ifPresent(domains::add);
        } else if (!CheckUsage.COMMAND.knows(name)) {
            wrong("unknown option: " + name);
        } else if (CheckUsage.COMMAND.isSwitch(name)) {
            set(name, equals > 0);
        } else if (equals > 0) {
            option(name, argument.substring(equals + 1));
        } else {
            Optional.ofNullable(rest.pollFirst())
                    .ifPresentOrElse(value -> option(name, value), () -> wrong(name + " needs a value"));
        }
    }

    private void set(String name, boolean withValue) {
        if (withValue) {
            wrong(name + " takes no value");
        } else if (name.equals("--json")) {
            json = true;
        } else {
            instead = Optional.of(Help.of("check"));
        }
    }

    private void option(String name, String value) {
        switch (name) {
            case "--ip" ->
                IpText.address(value).ifPresentOrElse(addresses::add, () -> wrong("--ip wants an address: " + value));
            case "--helo" -> helo = name(value);
            case "--selector" -> selector(value);
            case "--remote" -> name(value).ifPresent(remotes::add);
            case "--block-list" -> lists.add(value);
            case "--resolver" -> resolver(value);
            default -> wrong("unknown option: " + name);
        }
    }

    private Optional<String> name(String text) {
        var name = DomainName.of(text).map(DomainName::text);
        if (name.isEmpty()) {
            wrong("no domain: " + text);
        }
        return name;
    }

    private void selector(String text) {
        if (DomainName.of(text + ".example").isEmpty()) {
            wrong("no selector: " + text);
        }
        selectors.add(text);
    }

    private void resolver(String text) {
        int colon = text.lastIndexOf(':');
        boolean bare = colon < 0 || text.endsWith("]") || IpText.v6(text).isPresent();
        var host = bare ? text : text.substring(0, colon);
        var port = bare ? Optional.of(DNS_PORT) : port(text.substring(colon + 1));
        if (port.isEmpty() || host.isEmpty()) {
            wrong("--resolver wants HOST or HOST:PORT: " + text);
        } else {
            resolvers.add(new InetSocketAddress(host, port.get()));
        }
    }

    private static Optional<Integer> port(String text) {
        try {
            return Optional.of(Integer.parseInt(text)).filter(port -> port > 0 && port <= LAST_PORT);
        } catch (NumberFormatException noNumber) {
            return Optional.empty();
        }
    }

    private void wrong(String why) {
        instead = instead.or(() -> Optional.of(new Wrong("check: " + why)));
    }
}
