package whybounce.probe;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import whybounce.probe.SendRequest.Link;
import whybounce.probe.SendRequest.Proxy;
import whybounce.probe.SendRequest.Spoken;
import whybounce.probe.plan.AddressLiteral;

/** Reads those options of {@code send} that say what is spoken, from where, and for whom. */
final class LinkOptions {

    /** The attributes that Postfix's XCLIENT has; each is an option of its own, as with swaks. */
    private static final Set<String> ATTRIBUTES =
            Set.of("NAME", "REVERSE_NAME", "ADDR", "PORT", "PROTO", "HELO", "LOGIN", "DESTADDR", "DESTPORT");

    private static final String XCLIENT = "--xclient";
    private static final int LAST_PORT = 65_535;

    /** RFC 6335 section 6: ports from here on belong to nobody. */
    private static final int ANY_PORT = 49_152;

    private Spoken spoken = Spoken.ESMTP;
    private Optional<String> local = Optional.empty();
    private Optional<String> version = Optional.empty();
    private Optional<String> source = Optional.empty();
    private Optional<String> sourcePort = Optional.empty();
    private Optional<String> destination = Optional.empty();
    private Optional<String> destinationPort = Optional.empty();
    private final Map<String, String> client = new LinkedHashMap<>();
    private boolean everyAddress;
    private boolean sendEach;
    private Optional<String> wrong = Optional.empty();

    /** Whether it is one of these. */
    boolean take(String name, Supplier<Optional<String>> value) {
        switch (name) {
            case "--protocol" -> value.get().ifPresent(this::protocol);
            case "--local-interface" -> local = value.get();
            case "--proxy-version" -> version = value.get();
            case "--proxy-source" -> source = value.get();
            case "--proxy-source-port" -> sourcePort = value.get();
            case "--proxy-dest" -> destination = value.get();
            case "--proxy-dest-port" -> destinationPort = value.get();
            case "--every-address" -> everyAddress = true;
            case "--send-each" -> sendEach = true;
            case XCLIENT -> value.get().ifPresent(this::attributes);
            default -> {
                return name.startsWith(XCLIENT + "-") && attribute(name, value);
            }
        }
        return true;
    }

    private boolean attribute(String option, Supplier<Optional<String>> value) {
        var name =
                option.substring(XCLIENT.length() + 1).toUpperCase(Locale.ROOT).replace('-', '_');
        if (!ATTRIBUTES.contains(name)) {
            return false;
        }
        value.get().ifPresent(given -> client.put(name, given));
        return true;
    }

    private void protocol(String name) {
        switch (name.toUpperCase(Locale.ROOT)) {
            case "ESMTP" -> spoken = Spoken.ESMTP;
            case "SMTP" -> spoken = Spoken.SMTP;
            case "LMTP" -> spoken = Spoken.LMTP;
            default -> wrong("--protocol: one of ESMTP, SMTP, LMTP");
        }
    }

    /** {@code ADDR=192.0.2.1 NAME=mail.example.com}. */
    private void attributes(String text) {
        for (var word : text.strip().split(" +", -1)) {
            int equals = word.indexOf('=');
            if (equals < 1) {
                wrong("--xclient wants NAME=VALUE: " + word);
            } else {
                client.put(word.substring(0, equals).toUpperCase(Locale.ROOT), word.substring(equals + 1));
            }
        }
    }

    boolean isEveryAddress() {
        return everyAddress;
    }

    /** Whether each address is asked for the recipient, and no message sent, unless somebody says where to stop. */
    boolean asksOnly() {
        return everyAddress && !sendEach;
    }

    boolean isLmtp() {
        return spoken == Spoken.LMTP;
    }

    /**
     * What is wrong with them.
     *
     * @param given whether a server is named, and a port
     */
    Optional<String> mistake(boolean given) {
        address("--local-interface", local);
        address("--proxy-source", source);
        address("--proxy-dest", destination);
        port("--proxy-source-port", sourcePort);
        port("--proxy-dest-port", destinationPort);
        boolean proxied = version.isPresent() || source.isPresent();
        if (version.filter(text -> !text.equals("1") && !text.equals("2")).isPresent()) {
            wrong("--proxy-version: 1 or 2");
        } else if (proxied && source.isEmpty()) {
            wrong("--proxy-version needs --proxy-source ADDRESS");
        } else if (!proxied && (sourcePort.isPresent() || destination.isPresent() || destinationPort.isPresent())) {
            wrong("the other --proxy options go with --proxy-source");
        } else if (isLmtp() && !given) {
            // RFC 2033 section 5: not on port 25, so no MX record leads to it.
            wrong("--protocol LMTP needs --server and --port");
        }
        if (sendEach && !everyAddress) {
            wrong("--send-each goes with --every-address");
        }
        return wrong;
    }

    private void address(String name, Optional<String> text) {
        if (text.isPresent() && text.flatMap(AddressLiteral::of).isEmpty()) {
            wrong(name + " wants an IP address: " + text.get());
        }
    }

    private void port(String name, Optional<String> text) {
        if (text.isPresent() && number(text).isEmpty()) {
            wrong(name + " wants a number: " + text.get());
        }
    }

    private static Optional<Integer> number(Optional<String> text) {
        try {
            return text.map(Integer::valueOf).filter(port -> port > 0 && port <= LAST_PORT);
        } catch (NumberFormatException none) {
            return Optional.empty();
        }
    }

    private void wrong(String why) {
        wrong = wrong.or(() -> Optional.of(why));
    }

    Link read() {
        return new Link(spoken, local.flatMap(AddressLiteral::of), proxy(), client, everyAddress);
    }

    private Optional<Proxy> proxy() {
        return source.flatMap(AddressLiteral::of).map(this::proxy);
    }

    private Proxy proxy(InetAddress from) {
        return new Proxy(
                version.map(Integer::valueOf).orElse(1),
                new InetSocketAddress(from, number(sourcePort).orElse(ANY_PORT)),
                destination.flatMap(AddressLiteral::of),
                number(destinationPort));
    }
}
