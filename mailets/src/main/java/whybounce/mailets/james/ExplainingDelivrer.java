package whybounce.mailets.james;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.mail.MessagingException;
import org.apache.james.core.MailAddress;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.transport.mailets.remote.delivery.Bouncer;
import org.apache.james.transport.mailets.remote.delivery.ExecutionResult;
import org.apache.james.transport.mailets.remote.delivery.MailDelivrer;
import org.apache.james.transport.mailets.remote.delivery.MailDelivrerToHost;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import whybounce.failure.Attempt;
import whybounce.failure.Peer;
import whybounce.mailets.checks.Traffic;
import whybounce.mailets.james.Route.Nowhere;
import whybounce.mailets.james.Route.Servers;

/**
 * Delivers one mail to the servers of its recipients' domain in James's place, and keeps for each recipient what came
 * of it. Where this fails itself, James's own way of delivering goes on from there.
 */
final class ExplainingDelivrer extends MailDelivrer {

    private static final Logger LOG = LoggerFactory.getLogger("whybounce.delivery");

    private final Parts parts;

    ExplainingDelivrer(Parts parts) {
        super(
                parts.setting().configuration(),
                new MailDelivrerToHost(
                        parts.setting().configuration(), parts.setting().context()),
                parts.setting().james(),
                parts.bouncer(),
                parts.setting().context());
        this.parts = parts;
    }

    /** What a delivery needs. */
    record Parts(
            Setting setting,
            Bouncer bouncer,
            Router router,
            Wire wire,
            Severity severity,
            Schedule schedule,
            Optional<DelayNotice> notice,
            AttemptLog log,
            Traffic traffic,
            Clock clock) {}

    @Override
    public ExecutionResult deliver(Mail mail) {
        var round = new Round(mail.getRecipients(), parts.severity(), Schedule.done(mail));
        try {
            run(mail, round);
            return conclude(mail, round);
        } catch (RuntimeException | MessagingException e) {
            return asJames(mail, round, e);
        }
    }

    private void run(Mail mail, Round round) {
        if (mail.getRecipients().isEmpty()) {
            return;
        }
        var begin = parts.clock().instant();
        var domain = mail.getRecipients().iterator().next().getDomain().asString();
        switch (parts.router().route(domain)) {
            case Servers(var targets) -> visit(mail, round, targets);
            case Nowhere(var failure, var via) -> {
                var attempt = new Attempt(begin, since(begin), via, failure);
                round.pending().forEach(recipient -> failed(mail, round, recipient, attempt));
            }
        }
    }

    private void visit(Mail mail, Round round, List<Target> targets) {
        var commands = new EnvelopeCommands(DsnWishes.of(mail));
        for (var target : targets) {
            var recipients = round.pending();
            if (recipients.isEmpty()) {
                return;
            }
            visit(mail, round, target, new Visit(parts.wire(), target, mail, commands), recipients);
        }
    }

    private void visit(Mail mail, Round round, Target target, Visit visit, List<MailAddress> recipients) {
        var begin = parts.clock().instant();
        try {
            visit.deliverTo(recipients);
        } finally {
            // First of all: who has the mail must not get it again, whatever fails from here on.
            visit.delivered().forEach(round::delivered);
        }
        watch(mail, target, visit);
        var took = since(begin);
        var peer = target.peer();
        for (var recipient : visit.delivered()) {
            parts.log().delivered(mail, recipient, peer, took);
        }
        visit.failures()
                .forEach((recipient, failure) -> failed(
                        mail, round, recipient, new Attempt(begin, took, Optional.of(peer), History.bounded(failure))));
    }

    private void failed(Mail mail, Round round, MailAddress recipient, Attempt attempt) {
        round.failed(recipient, attempt);
        var cause = parts.log().failed(mail, recipient, attempt);
        // Of what a null sender sent nobody is told.
        senderDomain(mail)
                .ifPresent(from ->
                        parts.traffic().failed(from, recipient.getDomain().asString(), cause));
    }

    /** What the visit shows of our own way out; through a smart host it shows nothing of that. */
    private void watch(Mail mail, Target target, Visit visit) {
        if (target.role() == Peer.Role.SMART_HOST) {
            return;
        }
        if (visit.isUnreached()) {
            parts.traffic()
                    .unreached(
                            mail.getRecipients().iterator().next().getDomain().asString(), target.address());
            return;
        }
        parts.traffic().reached(target.address());
        visit.local().ifPresent(parts.traffic()::cameFrom);
        senderDomain(mail)
                .ifPresent(from -> visit.delivered()
                        .forEach(to ->
                                parts.traffic().delivered(from, to.getDomain().asString())));
    }

    private static Optional<String> senderDomain(Mail mail) {
        return mail.getMaybeSender()
                .asOptional()
                .map(sender -> sender.getDomain().asString());
    }

    private Duration since(Instant begin) {
        return Duration.between(begin, parts.clock().instant());
    }

    private ExecutionResult conclude(Mail mail, Round round) throws MessagingException {
        var never = round.failed(true);
        var later = round.failed(false);
        if (never.isEmpty() && later.isEmpty()) {
            return ExecutionResult.success();
        }
        tellSuccess(mail, round);
        return later.isEmpty() ? givenUp(mail, round, never) : again(mail, round, never, later);
    }

    private ExecutionResult givenUp(Mail mail, Round round, List<MailAddress> never) {
        var outcomes = Ledger.of(mail).failed(never, round::attempts);
        mail.setRecipients(never);
        Outcomes.write(mail, outcomes);
        return ExecutionResult.permanentFailure(exception(round, never));
    }

    private ExecutionResult again(Mail mail, Round round, List<MailAddress> never, List<MailAddress> later)
            throws MessagingException {
        if (!never.isEmpty()) {
            report(mail, round, never);
        }
        var until = parts.schedule().until(mail, parts.clock().instant());
        var outcomes = Ledger.of(mail).delayed(later, round::attempts, until);
        mail.setRecipients(later);
        Outcomes.write(mail, outcomes);
        if (parts.schedule().triesAgain(mail)) {
            parts.notice().ifPresent(notice -> notice.tell(mail, outcomes));
        }
        return ExecutionResult.temporaryFailure(exception(round, later));
    }

    /** A copy, because handing a mail over changes its state, by which James counts the retries of the rest. */
    private void report(Mail mail, Round round, List<MailAddress> never) throws MessagingException {
        var copy = mail.duplicate();
        try {
            givenUp(copy, round, never);
            copy.setAttribute(new Attribute(Bouncer.IS_DELIVERY_PERMANENT_ERROR, AttributeValue.of(true)));
            parts.bouncer().bounce(copy, exception(round, never));
            round.reported(never);
        } finally {
            LifecycleUtil.dispose(copy);
        }
    }

    private void tellSuccess(Mail mail, Round round) throws MessagingException {
        var processor = parts.setting().configuration().getOnSuccess();
        if (processor.isEmpty() || round.delivered().isEmpty()) {
            return;
        }
        var copy = mail.duplicate();
        try {
            copy.setRecipients(round.delivered());
            parts.setting().context().sendMail(copy, processor.get().getValue());
        } finally {
            LifecycleUtil.dispose(copy);
        }
    }

    /** What James's own bounce mailets show: the words of the first recipient's last failure. */
    private static MessagingException exception(Round round, Collection<MailAddress> recipients) {
        return recipients.stream()
                .findFirst()
                .map(recipient -> round.attempts(recipient).getLast().failure())
                .map(failure -> new MessagingException(Wording.of(failure)))
                .orElseGet(() -> new MessagingException("nothing was tried"));
    }

    private ExecutionResult asJames(Mail mail, Round round, Exception unexpected) {
        LOG.error("{}: going on as James does, because of a fault of ours", mail.getName(), unexpected);
        var rest = mail.getRecipients().stream()
                .filter(recipient -> !round.isSettled(recipient))
                .toList();
        if (rest.isEmpty()) {
            return ExecutionResult.success();
        }
        mail.setRecipients(rest);
        return super.deliver(mail);
    }
}
