package whybounce.check;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;

/**
 * A domain that may stand in a record of ours.
 *
 * @param text in lower case and ASCII, without a dot at its end
 */
public record DomainName(String text) {

    private static final int LONGEST = 253;
    private static final int LONGEST_LABEL = 63;

    /** Reads one, in any script; nothing where it is none, such as a single label or an address. */
    public static Optional<DomainName> of(String text) {
        if (text.length() > LONGEST + 1) {
            return Optional.empty();
        }
        try {
            var ascii = IDN.toASCII(text.endsWith(".") ? text.substring(0, text.length() - 1) : text)
                    .toLowerCase(Locale.ROOT);
            return isOne(ascii) ? Optional.of(new DomainName(ascii)) : Optional.empty();
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    private static boolean isOne(String text) {
        var labels = text.split("\\.", -1);
        for (var label : labels) {
            if (label.isEmpty()
                    || label.length() > LONGEST_LABEL
                    || !label.chars().allMatch(DomainName::isLetter)) {
                return false;
            }
        }
        // RFC 3696 section 2: the last one is not all numbers, so that no address passes for a name.
        return labels.length > 1
                && text.length() <= LONGEST
                && !labels[labels.length - 1].chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static boolean isLetter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    }

    /** Whether it is the other or below it. */
    public boolean isWithin(String other) {
        return text.equalsIgnoreCase(other) || text.endsWith("." + other.toLowerCase(Locale.ROOT));
    }

    @Override
    public String toString() {
        return text;
    }
}
