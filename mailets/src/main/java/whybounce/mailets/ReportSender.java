package whybounce.mailets;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import javax.mail.MessagingException;
import org.apache.mailet.MailetContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import whybounce.dsn.write.DsnWriter;
import whybounce.dsn.write.Original;
import whybounce.dsn.write.Original.Returned;
import whybounce.dsn.write.Report;
import whybounce.mailets.ReportLog.Way;
import whybounce.mailets.digest.Digests;
import whybounce.mailets.james.OriginalMessage;
import whybounce.mailets.james.ReportMail;

/** Tells addressees of failed mails, each failure once. Thread-safe. */
final class ReportSender {
    private static final Logger LOG = LoggerFactory.getLogger(ReportSender.class);

    private final MailetContext context;
    private final Reports reports;
    private final ReturnedPart returnedPart;
    private final Optional<Digests> digests;
    private final ToldAlready told = new ToldAlready();
    private final DsnWriter writer = new DsnWriter();

    ReportSender(MailetContext context, Reports reports, ReturnedPart returnedPart, Optional<Digests> digests) {
        this.context = context;
        this.reports = reports;
        this.returnedPart = returnedPart;
        this.digests = digests;
    }

    /**
     * Tells what the news is, unless that was done before.
     *
     * @throws MessagingException when it could not be told
     */
    void tell(News news, OriginalMessage original, Addressee to) throws MessagingException {
        var id = ReportId.of(news, to);
        if (!told.claim(id)) {
            ReportLog.untold(news.failed(), "told before as " + id.value());
            return;
        }
        boolean done = false;
        try {
            done = waitsForDigest(id, news, original, to) || send(id, news, original, to);
        } catch (IOException e) {
            throw new MessagingException("no report on " + news.failed().queueId() + " could be written", e);
        } finally {
            if (!done) {
                told.release(id);
            }
        }
    }

    private boolean send(ReportId id, News news, OriginalMessage original, Addressee to)
            throws IOException, MessagingException {
        var returned = returnedPart.of(
                original, news.failed().wishes(), news.action(), to.reader().kind());
        try (var written = written(id, news, original.returned(returned), to)) {
            written.mail().send(context, to.address());
            ReportLog.sent(written.report(), written.way(), written.mail().size());
            return true;
        }
    }

    private Written written(ReportId id, News news, Original original, Addressee to) throws IOException {
        try {
            var report = reports.explained(id, news, to, original);
            return new Written(report, Way.SENT, ReportMail.write(out -> writer.write(report, out)));
        } catch (IOException | RuntimeException e) {
            // Whatever it is: the sender must hear of the failure.
            LOG.error(
                    "The failure of {} could not be explained; a plain report goes out",
                    news.failed().queueId(),
                    e);
            var report = reports.unexplained(id, news, to, original);
            return new Written(report, Way.PLAIN, ReportMail.write(out -> writer.writePlain(report, out)));
        }
    }

    private boolean waitsForDigest(ReportId id, News news, OriginalMessage original, Addressee to) {
        return digests.flatMap(known -> known.mustWaitUntil(to.address().asString()))
                .map(due -> hold(id, due, news, original.returned(Returned.HEADERS), to))
                .orElse(false);
    }

    /** Whether the report is safe on disk; it goes out at once where it is not. */
    private boolean hold(ReportId id, Instant due, News news, Original original, Addressee to) {
        try {
            var report = reports.explained(id, news, to, original);
            digests.orElseThrow().hold(due, Summaries.of(id, report), out -> writer.write(report, out));
            ReportLog.sent(report, Way.DIGEST, 0);
            return true;
        } catch (IOException | RuntimeException e) {
            LOG.error(
                    "The report on {} could not be kept for a digest",
                    news.failed().queueId(),
                    e);
            return false;
        }
    }

    private record Written(Report report, Way way, ReportMail mail) implements AutoCloseable {
        @Override
        public void close() {
            mail.close();
        }
    }
}
