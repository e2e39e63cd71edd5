package whybounce.mailets.james;

import java.util.List;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeUtils;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import whybounce.failure.OutcomeJson;
import whybounce.failure.RecipientOutcome;

/** The mail attribute that carries what became of the recipients, between attempts and to the bounce processor. */
public final class Outcomes {

    static final AttributeName ATTRIBUTE = AttributeName.of("whybounce.outcomes");

    // Ten long replies for each of a hundred recipients. The queue rewrites it at each attempt.
    private static final int LARGEST = 2 << 20;

    private Outcomes() {}

    /** The outcomes on this mail; none where there are none or they cannot be read. */
    public static List<RecipientOutcome> read(Mail mail) {
        return AttributeUtils.getValueAndCastFromMail(mail, ATTRIBUTE, String.class)
                .map(OutcomeJson::read)
                .orElse(List.of());
    }

    /**
     * Puts {@code outcomes} on the mail in place of those that it carries; where that is more than a queue should
     * carry, only each recipient's last attempt.
     */
    public static void write(Mail mail, List<RecipientOutcome> outcomes) {
        var all = OutcomeJson.write(outcomes);
        var json = all.length() <= LARGEST
                ? all
                : OutcomeJson.write(outcomes.stream().map(Outcomes::lastOnly).toList());
        mail.setAttribute(new Attribute(ATTRIBUTE, AttributeValue.of(json)));
    }

    private static RecipientOutcome lastOnly(RecipientOutcome outcome) {
        return new RecipientOutcome(
                outcome.recipient(),
                outcome.originalRecipient(),
                outcome.action(),
                outcome.lastAttempt().stream().toList(),
                outcome.since(),
                outcome.retryUntil());
    }
}
