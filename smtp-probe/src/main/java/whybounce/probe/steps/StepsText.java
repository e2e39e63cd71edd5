package whybounce.probe.steps;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import whybounce.check.Finding;
import whybounce.check.Grade;
import whybounce.failure.Observation.Verdict;
import whybounce.probe.report.FindingsText;
import whybounce.probe.report.Page;
import whybounce.probe.report.Palette;
import whybounce.probe.report.Visible;
import whybounce.probe.steps.Step.Fact;
import whybounce.probe.steps.Step.Result;

/** The five steps for a person at a terminal. */
public final class StepsText {

    private final Palette palette;

    public StepsText(Palette palette) {
        this.palette = palette;
    }

    public String write(FiveSteps steps) {
        var page = new Page(palette);
        var all = steps.steps();
        for (int i = 0; i < all.size(); i++) {
            var step = all.get(i);
            page.heading((i + 1) + ". " + step.name().title() + ": " + label(step.result()));
            page.field("Result", step.says());
            step.facts().forEach(fact -> fact(page, fact));
            findings(page, step.findings(), steps.causes());
        }
        return page.toString();
    }

    static String label(Result result) {
        return switch (result) {
            case DONE -> "done";
            case PROBLEM -> "something is wrong";
            case UNKNOWN -> "not known";
            case NOT_TESTED -> "not tested";
        };
    }

    private static void fact(Page page, Fact fact) {
        switch (fact) {
            case Fact.Words(var label, var words) -> page.field(label, words);
            case Fact.Steps(var label, var steps) -> page.numbered(label, steps);
            case Fact.Quote(var label, var lines) -> {
                page.field(label, "(the other server's own words)");
                lines.forEach(page::quoted);
            }
        }
    }

    /** What bears on the cause comes first; what is good and does not is told in a line. */
    private static void findings(Page page, List<Finding> findings, Set<String> causes) {
        for (var verdict : List.of(Verdict.CONFIRMS, Verdict.REFUTES, Verdict.SILENT)) {
            findings.stream()
                    .filter(finding -> verdict(finding, causes) == verdict)
                    .filter(finding -> verdict != Verdict.SILENT || finding.grade() != Grade.GOOD)
                    .forEach(finding -> FindingsText.finding(page, label(finding, verdict), finding));
        }
        var good = findings.stream()
                .filter(finding -> finding.grade() == Grade.GOOD && verdict(finding, causes) == Verdict.SILENT)
                .map(finding -> Visible.text(finding.says()))
                .collect(Collectors.joining(" "));
        page.field("Good", good);
    }

    static Verdict verdict(Finding finding, Set<String> causes) {
        var verdicts = causes.stream().map(finding::verdict).collect(Collectors.toSet());
        return verdicts.contains(Verdict.CONFIRMS)
                ? Verdict.CONFIRMS
                : verdicts.contains(Verdict.REFUTES) ? Verdict.REFUTES : Verdict.SILENT;
    }

    private static String label(Finding finding, Verdict verdict) {
        return switch (verdict) {
            case CONFIRMS -> "Confirms it";
            case REFUTES -> "Against it";
            case SILENT -> FindingsText.label(finding.grade());
        };
    }
}
