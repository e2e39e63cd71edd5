package whybounce.reply;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An enhanced mail system status code (RFC 3463): {@code class.subject.detail}, for example 5.7.26.
 *
 * @param category 2 success, 4 persistent transient failure, 5 permanent failure
 * @param subject 0 to 999
 * @param detail 0 to 999
 */
public record EnhancedStatus(int category, int subject, int detail) {

    // RFC 3463 section 2: no leading zeros, at most three digits.
    private static final Pattern FORM = Pattern.compile("([245])\\.(0|[1-9]\\d{0,2})\\.(0|[1-9]\\d{0,2})");

    private static final int SHORTEST = "2.0.0".length();

    public EnhancedStatus {
        if ((category != 2 && category != 4 && category != 5) || !small(subject) || !small(detail)) {
            throw new IllegalArgumentException(category + "." + subject + "." + detail);
        }
    }

    /** The status that {@code text} is, when it is one and nothing else. */
    public static Optional<EnhancedStatus> parse(String text) {
        if (text.length() < SHORTEST || text.charAt(1) != '.') {
            return Optional.empty(); // Most words are none, and this is asked of each line.
        }
        var m = FORM.matcher(text);
        return m.matches() ? Optional.of(of(m.group(1), m.group(2), m.group(3))) : Optional.empty();
    }

    /** This status with another class, as in a 4.2.2 that has become final. */
    public EnhancedStatus withCategory(int other) {
        return new EnhancedStatus(other, subject, detail);
    }

    private static EnhancedStatus of(String category, String subject, String detail) {
        return new EnhancedStatus(Integer.parseInt(category), Integer.parseInt(subject), Integer.parseInt(detail));
    }

    private static boolean small(int number) {
        return number >= 0 && number <= 999;
    }

    @Override
    public String toString() {
        return category + "." + subject + "." + detail;
    }
}
