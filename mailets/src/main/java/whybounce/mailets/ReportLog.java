package whybounce.mailets;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import whybounce.catalogue.Cause;
import whybounce.classify.Finding;
import whybounce.dsn.write.Report;
import whybounce.dsn.write.Told;
import whybounce.mailets.digest.Digest;
import whybounce.mailets.james.FailedMail;

/** One line for each report, and for each failure that nobody is told of: {@code key=value} pairs. */
final class ReportLog {
    private static final Logger LOG = LoggerFactory.getLogger("whybounce.report");

    private static final Pattern NOT_GRAPHIC = Pattern.compile("[^\\p{Graph}]");

    private ReportLog() {}

    /** How a report went out. */
    enum Way {
        SENT,
        /** Waits for the digest of the hour. */
        DIGEST,
        /** Without explanation, because explaining failed. */
        PLAIN
    }

    static void sent(Report report, Way way, long bytes) {
        LOG.info(
                "report={} queue={} way={} reader={} to={} action={} recipients={} causes={} actors={} bytes={}",
                report.messageId(),
                safe(report.queueId().orElse("-")),
                way,
                report.reader().kind(),
                safe(report.to()),
                report.recipients().getFirst().outcome().action(),
                report.recipients().stream()
                        .map(told -> safe(told.outcome().recipient()))
                        .collect(Collectors.joining(",")),
                report.recipients().stream().map(ReportLog::cause).distinct().collect(Collectors.joining(",")),
                report.recipients().stream()
                        .map(told -> told.explanation().whoMustAct().name())
                        .distinct()
                        .collect(Collectors.joining(",")),
                bytes);
    }

    static void sent(Digest digest, long bytes) {
        LOG.info(
                "report={} way=DIGEST_SENT to={} reports={} bytes={}",
                digest.messageId(),
                safe(digest.to()),
                digest.size(),
                bytes);
    }

    /** A failure of which nobody is told. */
    static void untold(FailedMail failed, String why) {
        LOG.info(
                "report=- queue={} way=NONE why=\"{}\" recipients={}",
                safe(failed.queueId()),
                why,
                failed.outcomes().stream()
                        .map(outcome -> safe(outcome.recipient()))
                        .collect(Collectors.joining(",")));
    }

    private static String cause(Told told) {
        return told.diagnosis().best().map(Finding::cause).map(Cause::id).orElse(Cause.UNKNOWN);
    }

    /** One word: nothing that a log reader could take for another field or line. */
    private static String safe(String text) {
        return NOT_GRAPHIC.matcher(text).replaceAll("?");
    }
}
