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

    private Outcomes() {}

    /** The outcomes on this mail; none where there are none or they cannot be read. */
    public static List<RecipientOutcome> read(Mail mail) {
        return AttributeUtils.getValueAndCastFromMail(mail, ATTRIBUTE, String.class)
                .map(OutcomeJson::read)
                .orElse(List.of());
    }

    /** Puts {@code outcomes} on the mail in place of those that it carries. */
    public static void write(Mail mail, List<RecipientOutcome> outcomes) {
        mail.setAttribute(new Attribute(ATTRIBUTE, AttributeValue.of(OutcomeJson.write(outcomes))));
    }
}
