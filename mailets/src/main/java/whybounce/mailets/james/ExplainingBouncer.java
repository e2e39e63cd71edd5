package whybounce.mailets.james;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.mail.MessagingException;
import org.apache.james.queue.api.MailQueue;
import org.apache.james.transport.mailets.remote.delivery.Bouncer;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import whybounce.failure.Attempt;
import whybounce.failure.RecipientOutcome;
import whybounce.reply.SmtpReply;

/** Hands mail that failed for good to the bounce processor, with the outcomes of exactly its recipients. */
final class ExplainingBouncer extends Bouncer {

    private static final Logger LOG = LoggerFactory.getLogger("whybounce.delivery");

    // The spool may be away for a while; James drops the mail then.
    private static final Duration SPOOL_AWAY = Duration.ofMinutes(5);

    private final Setting setting;
    private final MailQueue queue;
    private final Tally tally;

    ExplainingBouncer(Setting setting, MailQueue queue, Tally tally) {
        super(setting.configuration(), setting.context());
        this.setting = setting;
        this.queue = queue;
        this.tally = tally;
    }

    @Override
    public void bounce(Mail mail, Exception given) {
        // James gives none where nothing was tried.
        var why = Objects.requireNonNullElseGet(given, () -> new MessagingException("no reason was given"));
        var outcomes = outcomes(mail, why);
        // In place of what an earlier attempt left, which says "delayed". ExplainedBounce finds words for the others.
        Outcomes.write(
                mail,
                outcomes.stream()
                        .filter(outcome -> !outcome.attempts().isEmpty())
                        .toList());
        if (!mail.hasSender()) {
            // RFC 5321 section 6.1: nothing may be sent in reply to a null sender. It is not silent here.
            tally.dropped();
            LOG.warn(
                    "id={} result=dropped sender=<> recipients={} said=\"{}\"",
                    AttemptLog.safe(mail.getName()),
                    mail.getRecipients().size(),
                    AttemptLog.shortened(getErrorMsg(why)));
            return;
        }
        var processor = setting.configuration().getBounceProcessor();
        if (processor.isEmpty()) {
            super.bounce(mail, why);
            return;
        }
        handOver(mail, why, outcomes, processor.get().getValue());
    }

    private void handOver(Mail mail, Exception why, List<RecipientOutcome> outcomes, String processor) {
        code(outcomes)
                .ifPresent(code -> mail.setAttribute(new Attribute(DELIVERY_ERROR_CODE, AttributeValue.of(code))));
        mail.setAttribute(
                new Attribute(DELIVERY_ERROR, AttributeValue.of(words(outcomes).orElse(getErrorMsg(why)))));
        var state = mail.getState();
        try {
            setting.context().sendMail(mail, processor);
        } catch (MessagingException | RuntimeException e) {
            LOG.error(
                    "id={} could not be handed to {}; it is tried again",
                    AttemptLog.safe(mail.getName()),
                    processor,
                    e);
            mail.setState(state);
            putBack(mail);
        }
    }

    private void putBack(Mail mail) {
        try {
            queue.enQueue(mail, SPOOL_AWAY);
        } catch (MessagingException e) {
            // Makes James keep the mail where it is.
            throw new IllegalStateException("could not keep " + mail.getName(), e);
        }
    }

    private static Optional<String> words(List<RecipientOutcome> outcomes) {
        return outcomes.stream()
                .flatMap(outcome -> outcome.lastAttempt().stream())
                .map(attempt -> Wording.of(attempt.failure()))
                .findFirst();
    }

    /** What our delivery kept; else what James's own ends with, for those of whom nothing is known. */
    private static List<RecipientOutcome> outcomes(Mail mail, Exception why) {
        var ledger = Ledger.of(mail);
        var chain = new ExceptionChain(why);
        return ledger.failed(
                mail.getRecipients(),
                recipient -> ledger.knows(recipient) ? List.of() : told(chain, recipient.asString()));
    }

    private static List<Attempt> told(ExceptionChain chain, String recipient) {
        return chain
                .failure(recipient)
                .map(failure -> new Attempt(Instant.now(), Duration.ZERO, Optional.empty(), History.bounded(failure)))
                .stream()
                .toList();
    }

    private static Optional<Integer> code(List<RecipientOutcome> outcomes) {
        return outcomes.stream()
                .flatMap(outcome -> outcome.lastAttempt().stream())
                .flatMap(attempt -> attempt.failure().reply().stream())
                .map(SmtpReply::code)
                .filter(code -> code > 0)
                .findFirst();
    }
}
