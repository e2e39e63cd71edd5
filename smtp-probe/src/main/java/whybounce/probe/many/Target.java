package whybounce.probe.many;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Whom to try.
 *
 * @param server where; empty goes where all others go
 */
public record Target(String recipient, Optional<String> server, OptionalInt port) {

    private static final int LAST_PORT = 65_535;

    /** Nothing that would be more than the argument of one command (RFC 5321 section 4.1.2). */
    private static final Pattern ADDRESS = Pattern.compile("[^\\s\\p{Cntrl}<>]+@[^\\s\\p{Cntrl}<>@]+");

    /** A name or an address, and a port; an IPv6 address with a port stands in brackets. */
    private static final Pattern SERVER = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[^\\s:\\[\\]]+)(?::(\\d{1,5}))?");

    private static final Pattern BARE_IPV6 = Pattern.compile("[0-9A-Fa-f]*:[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    private static final Pattern SPACES = Pattern.compile("\\s+");

    /** What a line turned out to be. */
    sealed interface Line {

        /** Empty, or a comment. */
        record Blank() implements Line {}

        record Read(Target target) implements Line {}

        record Wrong(String why) implements Line {}
    }

    static Line parse(String text) {
        var words = List.of(SPACES.split(withoutComment(text).strip(), -1));
        if (words.getFirst().isEmpty()) {
            return new Line.Blank();
        }
        return switch (words.size()) {
            case 1 -> read(Optional.empty(), words.getFirst());
            case 2 -> read(Optional.of(words.getFirst()), words.getLast());
            default -> new Line.Wrong("more than a server and an address");
        };
    }

    /** A comment begins a line, or follows a space: an address may have the sign in it. */
    private static String withoutComment(String text) {
        for (int at = text.indexOf('#'); at >= 0; at = text.indexOf('#', at + 1)) {
            if (at == 0 || Character.isWhitespace(text.charAt(at - 1))) {
                return text.substring(0, at);
            }
        }
        return text;
    }

    private static Line read(Optional<String> server, String address) {
        if (!ADDRESS.matcher(address).matches()) {
            return new Line.Wrong("no address: " + address);
        }
        return server.isEmpty()
                ? new Line.Read(new Target(address, Optional.empty(), OptionalInt.empty()))
                : at(server.get(), address);
    }

    private static Line at(String server, String address) {
        if (BARE_IPV6.matcher(server).matches()) {
            return new Line.Read(new Target(address, Optional.of(server), OptionalInt.empty()));
        }
        var parts = SERVER.matcher(server);
        if (!parts.matches() || server.contains("@")) {
            return new Line.Wrong("no server: " + server + "; it is written before the address, as host or host:port");
        }
        if (parts.group(2) == null) {
            return new Line.Read(new Target(address, Optional.of(parts.group(1)), OptionalInt.empty()));
        }
        int port = Integer.parseInt(parts.group(2));
        return port > 0 && port <= LAST_PORT
                ? new Line.Read(new Target(address, Optional.of(parts.group(1)), OptionalInt.of(port)))
                : new Line.Wrong("no port: " + port);
    }

    public String domain() {
        return recipient.substring(recipient.lastIndexOf('@') + 1);
    }
}
