package whybounce.reply;

import java.util.Optional;

/**
 * An enhanced mail system status code (RFC 3463): {@code class.subject.detail}, for example 5.7.26.
 *
 * @param category 2 success, 4 persistent transient failure, 5 permanent failure
 * @param subject 0 to 999
 * @param detail 0 to 999
 */
public record EnhancedStatus(int category, int subject, int detail) {

    private static final int NONE = -1;

    public EnhancedStatus {
        if ((category != 2 && category != 4 && category != 5) || !small(subject) || !small(detail)) {
            throw new IllegalArgumentException(category + "." + subject + "." + detail);
        }
    }

    /** The status that {@code text} is, when it is one and nothing else. */
    public static Optional<EnhancedStatus> parse(String text) {
        int dot = text.indexOf('.', 2);
        if (dot < 0 || text.charAt(1) != '.') {
            return Optional.empty(); // Most words are none, and this is asked of each line.
        }
        char category = text.charAt(0);
        int subject = number(text, 2, dot);
        int detail = number(text, dot + 1, text.length());
        return (category == '2' || category == '4' || category == '5') && subject != NONE && detail != NONE
                ? Optional.of(new EnhancedStatus(category - '0', subject, detail))
                : Optional.empty();
    }

    // RFC 3463 section 2: no leading zeros, at most three digits.
    private static int number(String text, int from, int to) {
        if (from == to || to - from > 3 || (text.charAt(from) == '0' && to - from > 1)) {
            return NONE;
        }
        int number = 0;
        for (int at = from; at < to; at++) {
            char c = text.charAt(at);
            if (c < '0' || c > '9') {
                return NONE;
            }
            number = number * 10 + c - '0';
        }
        return number;
    }

    /** This status with another class, as in a 4.2.2 that has become final. */
    public EnhancedStatus withCategory(int other) {
        return new EnhancedStatus(other, subject, detail);
    }

    private static boolean small(int number) {
        return number >= 0 && number <= 999;
    }

    @Override
    public String toString() {
        return category + "." + subject + "." + detail;
    }
}
