package whybounce.probe.many;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import whybounce.probe.home.MailboxAddress;

/**
 * Whom to try.
 *
 * @param server where; empty goes where all others go
 * @param mailbox where it should arrive; empty where all others should
 */
public record Target(String recipient, Optional<String> server, OptionalInt port, Optional<Mailbox> mailbox) {

    /**
     * A mailbox, and the file with its password.
     *
     * @param passwordFile empty for the one of all others
     */
    public record Mailbox(MailboxAddress address, Optional<String> passwordFile) {}

    private static final String EXPECT = "expect=";
    private static final String PASSWORD_FILE = "password-file=";

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
        var plain = words.stream().filter(word -> !isNamed(word)).toList();
        var line = switch (plain.size()) {
            case 0 -> new Line.Wrong("no address");
            case 1 -> read(Optional.empty(), plain.getFirst());
            case 2 -> read(Optional.of(plain.getFirst()), plain.getLast());
            default -> new Line.Wrong("more than a server and an address");
        };
        return line instanceof Line.Read(var target)
                ? target.expecting(value(words, EXPECT), value(words, PASSWORD_FILE))
                : line;
    }

    private static boolean isNamed(String word) {
        return word.startsWith(EXPECT) || word.startsWith(PASSWORD_FILE);
    }

    private static Optional<String> value(List<String> words, String name) {
        return words.stream()
                .filter(word -> word.startsWith(name))
                .map(word -> word.substring(name.length()))
                .findFirst();
    }

    private Line expecting(Optional<String> where, Optional<String> passwordFile) {
        if (where.isEmpty()) {
            return passwordFile.isEmpty()
                    ? new Line.Read(this)
                    : new Line.Wrong(PASSWORD_FILE + " goes with " + EXPECT);
        }
        return MailboxAddress.parse(where.get())
                .<Line>map(address -> new Line.Read(
                        new Target(recipient, server, port, Optional.of(new Mailbox(address, passwordFile)))))
                .orElseGet(() -> new Line.Wrong(
                        EXPECT + " wants imap://user@host[:port]; imaps, pop3 and pop3s too: " + where.get()));
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
                ? new Line.Read(new Target(address, Optional.empty(), OptionalInt.empty(), Optional.empty()))
                : at(server.get(), address);
    }

    private static Line at(String server, String address) {
        if (BARE_IPV6.matcher(server).matches()) {
            return new Line.Read(new Target(address, Optional.of(server), OptionalInt.empty(), Optional.empty()));
        }
        var parts = SERVER.matcher(server);
        if (!parts.matches() || server.contains("@")) {
            return new Line.Wrong("no server: " + server + "; it is written before the address, as host or host:port");
        }
        if (parts.group(2) == null) {
            return new Line.Read(
                    new Target(address, Optional.of(parts.group(1)), OptionalInt.empty(), Optional.empty()));
        }
        int port = Integer.parseInt(parts.group(2));
        return port > 0 && port <= LAST_PORT
                ? new Line.Read(
                        new Target(address, Optional.of(parts.group(1)), OptionalInt.of(port), Optional.empty()))
                : new Line.Wrong("no port: " + port);
    }

    public String domain() {
        return recipient.substring(recipient.lastIndexOf('@') + 1);
    }
}
