package whybounce.explain;

import java.util.Optional;
import java.util.regex.Pattern;
import whybounce.failure.OriginalRecipient;
import whybounce.failure.RecipientOutcome;

/** The address a recipient is told under: the one the sender used. */
public final class Addressed {

    private static final Pattern PLAUSIBLE = Pattern.compile("[^\\s<>\\p{Cntrl}]{1,64}@[^\\s<>@\\p{Cntrl}]{1,255}");

    private Addressed() {}

    // RFC 3461 section 5.2.7.4: what an alias leads to is not disclosed; ORCPT is what the sender wrote.
    public static String of(RecipientOutcome outcome) {
        return RemoteText.name(
                outcome.originalRecipient().flatMap(Addressed::mailbox).orElse(outcome.recipient()));
    }

    /** Whether the dialled address is another one than the sender used, and so no business of the sender's. */
    public static boolean hidden(RecipientOutcome outcome) {
        return !of(outcome).equalsIgnoreCase(RemoteText.name(outcome.recipient()));
    }

    static String domain(String address) {
        return address.substring(address.lastIndexOf('@') + 1);
    }

    private static Optional<String> mailbox(OriginalRecipient original) {
        var type = original.type();
        if (!type.equalsIgnoreCase("rfc822") && !type.equalsIgnoreCase("utf-8")) {
            return Optional.empty();
        }
        return Optional.of(Xtext.decodeUtf8(original.address()))
                .filter(address -> PLAUSIBLE.matcher(address).matches());
    }
}
