package whybounce.mailets;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import javax.mail.MessagingException;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;
import org.jspecify.annotations.Nullable;
import whybounce.catalogue.Catalogue;
import whybounce.failure.RecipientOutcome;
import whybounce.failure.RecipientOutcome.Action;
import whybounce.mailets.BounceSettings.Mode;
import whybounce.mailets.james.FailedMail;
import whybounce.mailets.james.OriginalMessage;

/**
 * Tells the sender of a mail that could not be delivered why, who must act and what to do. Stands in the bounce
 * processor in place of James's {@code DSNBounce}.
 */
public final class ExplainedBounce extends GenericMailet {
    private final MetricFactory metrics;
    private final Clock clock;
    private @Nullable Desk desk;

    @Inject
    public ExplainedBounce(MetricFactory metrics) {
        this(metrics, Clock.systemUTC());
    }

    ExplainedBounce(MetricFactory metrics, Clock clock) {
        this.metrics = metrics;
        this.clock = clock;
    }

    /** What an initialised mailet works with. */
    private record Desk(BounceSettings settings, Audience audience, Language language, ReportSender sender) {}

    @Override
    public void init() {
        var settings = BounceSettings.read(name -> Optional.ofNullable(getInitParameter(name)));
        var catalogue = Catalogue.shipped();
        var context = getMailetContext();
        var reports = new Reports(catalogue, settings, HostName.of(settings, context), clock);
        desk = new Desk(
                settings,
                new Audience(context, settings),
                new Language(catalogue),
                new ReportSender(context, reports, new ReturnedPart(settings)));
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        var ready = ready();
        boolean onlyDelayed;
        try (var original = new OriginalMessage(mail)) {
            var failed = FailedMail.read(mail, original, clock.instant());
            onlyDelayed = failed.onlyDelayed();
            tell(ready, failed, original);
        }
        if (onlyDelayed || !ready.settings().passThrough()) {
            // A copy that tells of a delay ends here: nothing else may take it for a failure.
            mail.setState(Mail.GHOST);
        }
    }

    private void tell(Desk ready, FailedMail failed, OriginalMessage original) throws MessagingException {
        if (failed.sender().isEmpty()) {
            // RFC 5321 section 6.1: nothing is sent to the null reverse-path.
            metrics.generate("whybounce.nullSender").increment();
            ReportLog.untold(failed, "null sender");
            return;
        }
        for (var action : List.of(Action.FAILED, Action.DELAYED)) {
            var outcomes = failed.wanted(action);
            if (!outcomes.isEmpty()) {
                tell(ready, failed, outcomes, original);
            }
        }
    }

    private static void tell(Desk ready, FailedMail failed, List<RecipientOutcome> outcomes, OriginalMessage original)
            throws MessagingException {
        var sender = ready.audience()
                .sender(failed.sender().orElseThrow(), failed, ready.language().of(original));
        if (ready.settings().mode() == Mode.FULL) {
            ready.sender().tell(failed, outcomes, original, sender);
        }
    }

    private Desk ready() {
        if (desk == null) {
            throw new IllegalStateException("not initialised");
        }
        return desk;
    }

    @Override
    public String getMailetInfo() {
        return "whybounce ExplainedBounce";
    }
}
