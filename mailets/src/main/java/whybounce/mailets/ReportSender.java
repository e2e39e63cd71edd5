package whybounce.mailets;

import java.io.IOException;
import java.util.List;
import javax.mail.MessagingException;
import org.apache.mailet.MailetContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import whybounce.dsn.write.DsnWriter;
import whybounce.dsn.write.Original;
import whybounce.dsn.write.Report;
import whybounce.failure.RecipientOutcome;
import whybounce.mailets.ReportLog.Way;
import whybounce.mailets.james.FailedMail;
import whybounce.mailets.james.OriginalMessage;
import whybounce.mailets.james.ReportMail;

/** Tells one addressee of one failed mail, once. */
final class ReportSender {
    private static final Logger LOG = LoggerFactory.getLogger(ReportSender.class);

    private final MailetContext context;
    private final Reports reports;
    private final ReturnedPart returnedPart;
    private final ToldAlready told = new ToldAlready();
    private final DsnWriter writer = new DsnWriter();

    ReportSender(MailetContext context, Reports reports, ReturnedPart returnedPart) {
        this.context = context;
        this.reports = reports;
        this.returnedPart = returnedPart;
    }

    /**
     * Tells of these outcomes, unless that was done before.
     *
     * @throws MessagingException when nobody was told
     */
    void tell(FailedMail failed, List<RecipientOutcome> outcomes, OriginalMessage original, Addressee to)
            throws MessagingException {
        var id = reports.id(failed, outcomes, to);
        if (!told.claim(id)) {
            ReportLog.untold(failed, "told before as " + id.value());
            return;
        }
        boolean sent = false;
        try (var written = written(failed, outcomes, returned(failed, outcomes, original, to), to)) {
            written.mail().send(context, to.address());
            sent = true;
            ReportLog.sent(written.report(), written.way(), written.mail().size());
        } catch (IOException e) {
            throw new MessagingException("no report on " + failed.queueId() + " could be written", e);
        } finally {
            if (!sent) {
                told.release(id);
            }
        }
    }

    private Original returned(
            FailedMail failed, List<RecipientOutcome> outcomes, OriginalMessage original, Addressee to) {
        var action = outcomes.getFirst().action();
        return original.returned(
                returnedPart.of(original, failed.wishes(), action, to.reader().kind()));
    }

    private Written written(FailedMail failed, List<RecipientOutcome> outcomes, Original original, Addressee to)
            throws IOException {
        try {
            var report = reports.explained(failed, outcomes, to, original);
            return new Written(report, Way.SENT, ReportMail.write(out -> writer.write(report, out)));
        } catch (IOException | RuntimeException e) {
            // Whatever it is: the sender must hear of the failure.
            LOG.error("The failure of {} could not be explained; a plain report goes out", failed.queueId(), e);
            var report = reports.unexplained(failed, outcomes, to, original);
            return new Written(report, Way.PLAIN, ReportMail.write(out -> writer.writePlain(report, out)));
        }
    }

    private record Written(Report report, Way way, ReportMail mail) implements AutoCloseable {
        @Override
        public void close() {
            mail.close();
        }
    }
}
