package whybounce.probe;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import whybounce.check.DomainName;
import whybounce.dns.IpText;
import whybounce.probe.Command.Check;
import whybounce.probe.Command.CheckClient;
import whybounce.probe.Command.Help;
import whybounce.probe.Command.Wrong;
import whybounce.probe.doctor.CheckOrder;
import whybounce.probe.doctor.CheckOrder.Beyond;
import whybounce.probe.doctor.CheckOrder.Sent;
import whybounce.probe.doctor.ClientOrder;
import whybounce.probe.usage.CheckUsage;

/** Reads the arguments of {@code check}. */
final class CheckOptions {

    private static final int DNS_PORT = 53;
    private static final int LAST_PORT = 65_535;

    /** RFC 1870 section 4 allows 20 digits; nobody takes that much. */
    private static final Pattern SIZE = Pattern.compile("[0-9]{1,15}");

    private final Deque<String> rest;
    private final List<String> domains = new ArrayList<>();
    private final List<InetAddress> addresses = new ArrayList<>();
    private final List<String> selectors = new ArrayList<>();
    private final List<String> remotes = new ArrayList<>();
    private final List<String> lists = new ArrayList<>();
    private final List<InetSocketAddress> resolvers = new ArrayList<>();
    private Optional<String> helo = Optional.empty();
    private Optional<String> client = Optional.empty();
    private Optional<String> last = Optional.empty();
    private Optional<String> message = Optional.empty();
    private Optional<String> key = Optional.empty();
    private Optional<Long> limit = Optional.empty();
    private boolean connect;
    private boolean mtaSts;
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
        if (instead.isEmpty()) {
            whole();
        }
        return instead.orElseGet(this::command);
    }

    /** Whether there is one thing to look at, and nothing besides that would not be. */
    private void whole() {
        if (client.isPresent()
                && !(domains.isEmpty()
                        && addresses.isEmpty()
                        && helo.isEmpty()
                        && selectors.isEmpty()
                        && remotes.isEmpty()
                        && lists.isEmpty()
                        && message.isEmpty()
                        && key.isEmpty()
                        && !connect
                        && !mtaSts)) {
            wrong("--client looks at one server; a domain and its options are looked at without it");
        } else if (client.isEmpty() && domains.size() != 1) {
            wrong(
                    domains.isEmpty()
                            ? "a domain is missing"
                            : "one domain at a time; --remote names those that mail is sent to");
        } else if (key.isPresent() && selectors.size() != 1) {
            wrong("--dkim-key needs the one --selector that it signs with");
        } else if (limit.isPresent() && message.isEmpty()) {
            wrong("--size-limit is for the message of --message");
        }
    }

    private Command command() {
        return client.isPresent()
                ? new CheckClient(new ClientOrder(client.get(), resolvers, json), last)
                : new Check(
                        new CheckOrder(
                                domains.getFirst(),
                                addresses,
                                helo,
                                selectors,
                                remotes,
                                lists,
                                resolvers,
                                new Beyond(connect, mtaSts),
                                new Sent(message, key, limit),
                                json),
                        last);
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
            return;
        }
        switch (name) {
            case "--json" -> json = true;
            case "--connect" -> connect = true;
            case "--mta-sts" -> mtaSts = true;
            default -> instead = Optional.of(Help.of("check"));
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
            case "--message" -> message = Optional.of(value);
            case "--dkim-key" -> key = Optional.of(value);
            case "--size-limit" -> limit(value);
            case "--client" -> client(value);
            case "--watch" -> last = Optional.of(value);
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

    private void client(String text) {
        client = IpText.address(text).isPresent() ? Optional.of(text) : name(text);
    }

    private void limit(String text) {
        limit = SIZE.matcher(text).matches() ? Optional.of(Long.parseLong(text)) : Optional.empty();
        if (limit.isEmpty()) {
            wrong("--size-limit wants a number of octets, as SIZE tells it: " + text);
        }
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
