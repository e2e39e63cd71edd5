package whybounce.mailets;

import java.util.regex.Pattern;
import whybounce.dsn.write.Report;
import whybounce.explain.Addressed;
import whybounce.explain.Reader;
import whybounce.explain.RemoteText;
import whybounce.mailets.digest.Summary;

/** What a digest says of a report. */
final class Summaries {
    /** James appends these to the name of a mail for each domain and each copy. */
    private static final Pattern PART = Pattern.compile("-(to-|!).*");

    private Summaries() {}

    /** The name under which the message came to us, before it was divided among domains. */
    private static String accepted(String queueId) {
        return RemoteText.name(PART.matcher(queueId).replaceFirst(""));
    }

    static Summary of(ReportId id, Report report) {
        return new Summary(
                id.value(),
                report.to(),
                report.from(),
                report.date(),
                report.reader().kind() != Reader.Kind.POSTMASTER,
                report.queueId().map(Summaries::accepted).orElse(""),
                // As in the report itself: on its way through another system the subject may be anybody's.
                report.reader().mayKnowInside()
                        ? report.original().subject().map(RemoteText::name).orElse("")
                        : "",
                report.recipients().stream()
                        .map(told -> new Summary.Failure(
                                Addressed.of(told.outcome()),
                                told.explanation().headline(),
                                told.explanation().actor()))
                        .toList());
    }
}
