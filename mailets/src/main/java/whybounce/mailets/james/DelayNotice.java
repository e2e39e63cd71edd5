package whybounce.mailets.james;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.mail.MessagingException;
import javax.mail.internet.AddressException;
import org.apache.james.core.MailAddress;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeUtils;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.apache.mailet.MailetContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import whybounce.failure.RecipientOutcome;
import whybounce.failure.RecipientOutcome.Action;

/**
 * Tells once of each recipient that the mail still waits: a copy of the mail, with those recipients and their outcomes
 * alone, goes to a processor.
 *
 * @param after how old the mail is when its sender is told
 */
record DelayNotice(MailetContext context, String processor, Duration after, Clock clock) {

    private static final Logger LOG = LoggerFactory.getLogger("whybounce.delivery");

    /** Those of whom was told, one a line. */
    private static final AttributeName TOLD = AttributeName.of("whybounce.delay-told");

    /** To be called when {@code delayed} are to be tried again. A notice that cannot be sent waits for the next time. */
    void tell(Mail mail, List<RecipientOutcome> delayed) {
        var due = due(mail, delayed);
        if (due.isEmpty()) {
            return;
        }
        try {
            send(mail, due);
            mark(mail, due);
        } catch (MessagingException | RuntimeException e) {
            LOG.warn("id={} the notice of delay could not be sent", AttemptLog.safe(mail.getName()), e);
        }
    }

    private List<RecipientOutcome> due(Mail mail, List<RecipientOutcome> delayed) {
        // RFC 5321 section 6.1.
        if (!mail.hasSender()) {
            return List.of();
        }
        var wishes = DsnWishes.of(mail);
        var told = told(mail);
        var oldEnough = clock.instant().minus(after);
        return delayed.stream()
                .filter(outcome -> !outcome.since().isAfter(oldEnough))
                .filter(outcome -> !told.contains(outcome.recipient()))
                // RFC 3461 section 4.1: DELAY may be left out of NOTIFY.
                .filter(outcome -> wishes.wants(outcome.recipient(), Action.DELAYED))
                .toList();
    }

    private void send(Mail mail, List<RecipientOutcome> due) throws MessagingException {
        var copy = mail.duplicate();
        try {
            copy.setRecipients(addresses(due));
            Outcomes.write(copy, due);
            context.sendMail(copy, processor);
        } finally {
            LifecycleUtil.dispose(copy);
        }
    }

    private static List<MailAddress> addresses(List<RecipientOutcome> outcomes) throws AddressException {
        var addresses = new ArrayList<MailAddress>();
        for (var outcome : outcomes) {
            addresses.add(new MailAddress(outcome.recipient()));
        }
        return addresses;
    }

    private static Set<String> told(Mail mail) {
        return AttributeUtils.getValueAndCastFromMail(mail, TOLD, String.class)
                .map(text -> Arrays.stream(text.split("\n")).collect(Collectors.toSet()))
                .orElse(Set.of());
    }

    private static void mark(Mail mail, List<RecipientOutcome> due) {
        var all = Stream.concat(told(mail).stream(), due.stream().map(RecipientOutcome::recipient))
                .collect(Collectors.joining("\n"));
        mail.setAttribute(new Attribute(TOLD, AttributeValue.of(all)));
    }
}
