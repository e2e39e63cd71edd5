package whybounce.classify;

import java.util.Locale;
import java.util.Optional;

/** Finds IP addresses in text. */
final class IpAddresses {

    /** Eight groups of four digits and their colons (RFC 4291 section 2.2). */
    private static final int MAX_LENGTH = 39;

    /** How many characters of the tag of an IPv6 address are none of an address themselves. */
    private static final int IPV6_TAG = 3;

    /** Of an IPv4 address. */
    private static final int DOTS = 3;

    /** Of an IPv6 address. */
    private static final int LEAST_COLONS = 2;

    private IpAddresses() {}

    /**
     * The first address, written plainly; the loop-back network does not count: block lists answer with it.
     *
     * @param except does not count either
     */
    static Optional<String> firstIn(String text, Optional<String> except) {
        int at = 0;
        while (at < text.length()) {
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
                if (found.isPresent() && !found.equals(except)) {
                    return found;
                }
            }
            at = stop + 1;
        }
        return Optional.empty();
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
