package whybounce.mailets;

import whybounce.dsn.write.Report;
import whybounce.explain.RemoteText;
import whybounce.mailets.digest.Summary;

/** What a digest says of a report. */
final class Summaries {
    private Summaries() {}

    static Summary of(ReportId id, Report report) {
        return new Summary(
                id.value(),
                report.to(),
                report.from(),
                report.date(),
                report.original().subject().map(RemoteText::name).orElse(""),
                report.recipients().stream()
                        .map(told -> new Summary.Failure(
                                RemoteText.name(told.outcome().recipient()),
                                told.explanation().headline(),
                                told.explanation().actor()))
                        .toList());
    }
}
