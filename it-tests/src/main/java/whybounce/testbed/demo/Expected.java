package whybounce.testbed.demo;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What should become of one recipient.
 *
 * @param cause the cause that the report names, of a failed or a delayed one
 */
record Expected(String recipient, Fate fate, Optional<String> cause) {

    enum Fate {
        DELIVERED,
        /** A report tells the sender. */
        FAILED,
        /** A report says that it is late; then it arrives. */
        DELAYED,
        /** It fails and no report comes, because the sender wished so. */
        SILENCE;

        boolean isReported() {
            return this == FAILED || this == DELAYED;
        }

        boolean arrives() {
            return this == DELIVERED || this == DELAYED;
        }
    }

    private static final Pattern SPACE = Pattern.compile("\\s+");

    /** As {@link #parse} reads what comes behind the address. */
    String fateAndCause() {
        return (fate.name().toLowerCase(Locale.ROOT) + " " + cause.orElse("")).strip();
    }

    /** Reads {@code eve@full.example failed mailbox-full}. */
    static Expected parse(String text) {
        List<String> words = SPACE.splitAsStream(text.strip()).toList();
        if (words.size() < 2 || words.size() > 3) {
            throw new IllegalArgumentException("not an expectation: " + text);
        }
        var fate = Fate.valueOf(words.get(1).toUpperCase(Locale.ROOT));
        return new Expected(words.getFirst(), fate, words.stream().skip(2).findFirst());
    }
}
