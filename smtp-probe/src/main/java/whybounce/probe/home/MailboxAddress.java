package whybounce.probe.home;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a mailbox is: {@code imap://user@host[:port]} (RFC 5092), or the same with imaps, pop3 (RFC 2384) or pop3s.
 *
 * @param host without the brackets of an IPv6 address
 */
public record MailboxAddress(Protocol protocol, String user, String host, int port) {

    /** RFC 9051 section 2.1, RFC 8314 section 3. */
    public enum Protocol {
        IMAP(143),
        IMAPS(993),
        POP3(110),
        POP3S(995);

        private final int usualPort;

        Protocol(int usualPort) {
            this.usualPort = usualPort;
        }

        /** As Jakarta Mail names it. */
        String token() {
            return name().toLowerCase(Locale.ROOT);
        }

        boolean isImap() {
            return this == IMAP || this == IMAPS;
        }

        boolean isEncrypted() {
            return this == IMAPS || this == POP3S;
        }
    }

    // The last at sign counts, since a user's name is often an address.
    private static final Pattern FORM =
            Pattern.compile("(?i)(imaps?|pop3?s?|pops)://(.+)@(\\[[0-9a-f:.]+]|[^/:@\\[\\]]+)(?::([0-9]{1,5}))?/?");

    private static final int LAST_PORT = 65_535;

    /** Empty when it is none; also when it has a password in it, which every user of the machine could read. */
    public static Optional<MailboxAddress> parse(String text) {
        var form = FORM.matcher(text);
        if (!form.matches() || form.group(2).contains(":")) {
            return Optional.empty();
        }
        var protocol = protocol(form.group(1).toLowerCase(Locale.ROOT));
        var port = Optional.ofNullable(form.group(4)).map(Integer::parseInt).orElse(protocol.usualPort);
        var user = decoded(form.group(2));
        return port < 1 || port > LAST_PORT || user.isEmpty()
                ? Optional.empty()
                : Optional.of(new MailboxAddress(protocol, user.get(), bare(form.group(3)), port));
    }

    private static Protocol protocol(String scheme) {
        return switch (scheme) {
            case "imap" -> Protocol.IMAP;
            case "imaps" -> Protocol.IMAPS;
            case "pop3s", "pops" -> Protocol.POP3S;
            default -> Protocol.POP3;
        };
    }

    private static Optional<String> decoded(String user) {
        try {
            // A plus is a plus in such an address, and a space in a form.
            return Optional.of(URLDecoder.decode(user.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException garbled) {
            return Optional.empty();
        }
    }

    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    @Override
    public String toString() {
        var shown = host.contains(":") ? "[" + host + "]" : host;
        return protocol.token() + "://" + user + "@" + shown + (port == protocol.usualPort ? "" : ":" + port);
    }
}
