package whybounce.classify;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import whybounce.failure.Peer;

/** Finds the IP addresses in a text, and the one among them that the sending server has. */
final class IpAddresses {

    /** Eight groups of four digits and their colons (RFC 4291 section 2.2). */
    private static final int MAX_LENGTH = 39;

    /** How many characters of the tag of an IPv6 address are none of an address themselves. */
    private static final int IPV6_TAG = 3;

    /** Of an IPv4 address. */
    private static final int DOTS = 3;

    /** Of an IPv6 address. */
    private static final int LEAST_COLONS = 2;

    /** How relays say to whom they talked. */
    private static final List<String> TALKED_TO = List.of(
            "connected to ",
            "connect to ",
            "connecting to ",
            "connection to ",
            "connection with ",
            "talking to ",
            "conversation with ",
            "giving up on ");

    /** How they say what the other server did. */
    private static final List<String> THEY = List.of(
            " said",
            " responded",
            " replied",
            " returned",
            " refused to talk",
            " does not like",
            " did not like",
            " failed after",
            " smtp error from");

    private final String text;
    private final Optional<Peer> peer;

    /** Where the next ones are, below 0 for nowhere. */
    private int dot;

    private int colon;

    /** @param peer the server that speaks: its address is nobody else's */
    IpAddresses(String text, Optional<Peer> peer) {
        this.text = text;
        this.peer = peer;
        this.dot = text.indexOf('.');
        this.colon = text.indexOf(':');
    }

    /**
     * The first address that can be that of the sending server, written plainly. The loop-back network does not count, as
     * block lists answer with it, and a private one only where the other server has one too.
     */
    Optional<String> sending() {
        for (int mark = mark(0); mark >= 0; ) {
            int at = mark;
            while (at > 0 && isAddressCharacter(text.charAt(at - 1))) {
                at--;
            }
            if (isColonBefore(at)) {
                at++;
            }
            int stop = at;
            int dots = 0;
            int colons = 0;
            while (stop < text.length() && isAddressCharacter(text.charAt(stop))) {
                dots += text.charAt(stop) == '.' ? 1 : 0;
                colons += text.charAt(stop) == ':' ? 1 : 0;
                stop++;
            }
            // RFC 5321 section 4.1.3: "[IPv6:2001:db8::7]".
            int from = text.regionMatches(true, at - IPV6_TAG, "IPv6:", 0, IPV6_TAG + 2) ? at + 2 : at;
            if ((dots >= DOTS || colons >= LEAST_COLONS) && (from > at || isOwnWord(text, at, stop))) {
                var found = address(text, from, stop);
                if (found.isPresent() && isSending(found.get(), from > at ? at - IPV6_TAG : at, stop)) {
                    return found;
                }
            }
            mark = mark(stop);
        }
        return Optional.empty();
    }

    /** "IP:192.0.2.1"; an IPv6 address begins with two colons or none. */
    private boolean isColonBefore(int at) {
        return text.charAt(at) == ':' && !text.startsWith("::", at);
    }

    /** The next full stop or colon: nothing without one is an address. */
    private int mark(int from) {
        if (dot >= 0 && dot < from) {
            dot = text.indexOf('.', from);
        }
        if (colon >= 0 && colon < from) {
            colon = text.indexOf(':', from);
        }
        return dot < 0 || (colon >= 0 && colon < dot) ? colon : dot;
    }

    private boolean isSending(String address, int from, int to) {
        if (peer.flatMap(Peer::address).filter(address::equals).isPresent()
                || peer.filter(server -> server.host().contains(address)).isPresent()) {
            return false;
        }
        boolean inside =
                peer.flatMap(Peer::address).filter(IpAddresses::isPrivate).isPresent();
        return (inside || !isPrivate(address)) && !isTalkedTo(from) && !isTheirs(to);
    }

    /** "Connected to 192.0.2.25", "while talking to mx.example.org [192.0.2.25]" */
    private boolean isTalkedTo(int from) {
        int at = from;
        if (at > 0 && (text.charAt(at - 1) == '[' || text.charAt(at - 1) == '(')) {
            at--;
            int name = at > 0 && text.charAt(at - 1) == ' ' ? at - 1 : at;
            int start = name;
            while (start > 0 && isNameCharacter(text.charAt(start - 1))) {
                start--;
            }
            boolean named = text.substring(start, name).indexOf('.') > 0;
            if (named && peer.filter(isCalled(text.substring(start, name))).isPresent()) {
                return true;
            }
            at = named ? start : at;
        }
        for (String words : TALKED_TO) {
            if (text.regionMatches(true, at - words.length(), words, 0, words.length())) {
                return true;
            }
        }
        return false;
    }

    private static Predicate<Peer> isCalled(String name) {
        return server -> server.host().equalsIgnoreCase(name);
    }

    /** "192.0.2.25 does not like recipient.", "host mx.example.org[192.0.2.25] said:" */
    private boolean isTheirs(int to) {
        int at = to;
        while (at < text.length() && "])".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        for (String words : THEY) {
            if (text.regionMatches(true, at, words, 0, words.length())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNameCharacter(char c) {
        return Facts.isPlain(c) || c == '-' || c == '.';
    }

    /** Networks that nobody sees from outside (RFC 1918, 3927, 6598 and 4193), and those that are no host's. */
    private static boolean isPrivate(String address) {
        int dot = address.indexOf('.');
        if (dot < 0) {
            return address.startsWith("fc")
                    || address.startsWith("fd")
                    || address.startsWith("fe")
                    || address.startsWith("ff");
        }
        int first = Integer.parseInt(address.substring(0, dot));
        int second = Integer.parseInt(address.substring(dot + 1, address.indexOf('.', dot + 1)));
        return first == 10
                || (first == 172 && second >> 4 == 1)
                || (first == 192 && second == 168)
                || (first == 169 && second == 254)
                || (first == 100 && second >> 6 == 1)
                || first >= 224;
    }

    private static boolean isOwnWord(String text, int from, int to) {
        return (from == 0 || !Character.isLetterOrDigit(text.charAt(from - 1)))
                && (to == text.length() || !Character.isLetterOrDigit(text.charAt(to)));
    }

    private static Optional<String> address(String text, int from, int to) {
        int start = from;
        int stop = to;
        while (stop > start && (text.charAt(stop - 1) == '.' || text.charAt(stop - 1) == ':')) {
            stop--;
        }
        while (start < stop && text.charAt(start) == '.') {
            start++;
        }
        if (stop - start < 3 || stop - start > MAX_LENGTH) {
            return Optional.empty();
        }
        String word = text.substring(start, stop);
        // "192.0.2.1:25" is an address and a port.
        int colon = word.indexOf(':');
        String before = colon > 0 ? word.substring(0, colon) : word;
        if (isIpv4(before)) {
            return before.startsWith("127.") || before.startsWith("0.") ? Optional.empty() : Optional.of(before);
        }
        return isIpv6(word) ? Optional.of(word.toLowerCase(Locale.ROOT)) : Optional.empty();
    }

    private static boolean isAddressCharacter(char c) {
        return (c >= '0' && c <= ':') || c == '.' || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    private static boolean isIpv4(String word) {
        var parts = word.split("\\.", -1);
        if (parts.length != 4) {
            return false;
        }
        for (String part : parts) {
            if (part.isEmpty()
                    || part.length() > 3
                    || !part.chars().allMatch(c -> c >= '0' && c <= '9')
                    || Integer.parseInt(part) > 255) {
                return false;
            }
        }
        return true;
    }

    /** Eight groups, or fewer with one "::" (RFC 4291 section 2.2); the mixed form with dots is left out. */
    private static boolean isIpv6(String word) {
        int gap = word.indexOf("::");
        if (word.indexOf('.') >= 0 || word.indexOf(':') < 0 || (gap >= 0 && word.indexOf("::", gap + 1) >= 0)) {
            return false;
        }
        int groups = 0;
        for (String group : word.split(":", -1)) {
            if (group.length() > 4) {
                return false;
            }
            groups += group.isEmpty() ? 0 : 1;
        }
        return gap >= 0 ? groups >= 2 && groups < 8 : groups == 8;
    }
}
