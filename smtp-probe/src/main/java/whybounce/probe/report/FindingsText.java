package whybounce.probe.report;

import java.util.List;
import whybounce.check.Doctor;
import whybounce.check.Finding;
import whybounce.check.Grade;
import whybounce.check.Remedy;
import whybounce.check.Subject;

/** Findings for a person at a terminal: grouped, each with what mends it. */
public final class FindingsText {

    /** Of what was asked; a trace may be longer. */
    private static final int MOST_EVIDENCE = 15;

    private final Palette palette;

    public FindingsText(Palette palette) {
        this.palette = palette;
    }

    public String write(List<Finding> findings) {
        var page = new Page(palette);
        for (var subject : Subject.values()) {
            var own = findings.stream()
                    .filter(finding -> finding.subject() == subject)
                    .toList();
            if (!own.isEmpty()) {
                page.heading(subject.title());
                own.forEach(finding -> finding(page, finding));
            }
        }
        page.heading(summary(findings));
        return page.toString();
    }

    /** One of them, without its heading. */
    public static void finding(Page page, Finding finding) {
        finding(page, label(finding.grade()), finding);
    }

    /** One finding under a label. */
    public static void finding(Page page, String label, Finding finding) {
        page.field(label, Visible.text(finding.says()));
        if (finding.grade() != Grade.GOOD) {
            finding.evidence().stream().limit(MOST_EVIDENCE).map(Visible::text).forEach(page::quoted);
        }
        finding.remedy().map(Remedy::text).ifPresent(text -> page.numbered("What to do", List.of(text)));
    }

    /** What a grade is called. */
    public static String label(Grade grade) {
        return switch (grade) {
            case GOOD -> "Good";
            case WARNING -> "Warning";
            case PROBLEM -> "Problem";
            case NOT_TESTED -> "Not tested";
        };
    }

    private static String summary(List<Finding> findings) {
        if (!findings.isEmpty()
                && findings.stream()
                        .allMatch(finding -> finding.grade() == Grade.NOT_TESTED
                                && !finding.id().equals(Doctor.SILENT_DOMAIN))) {
            return "Nothing could be found out: the DNS did not answer. Is there a network, and a resolver?";
        }
        return String.join(
                ", ",
                number(findings, Grade.PROBLEM, "problem"),
                number(findings, Grade.WARNING, "warning"),
                number(findings, Grade.NOT_TESTED, "thing") + " not tested",
                number(findings, Grade.GOOD, "thing") + " good");
    }

    private static String number(List<Finding> findings, Grade grade, String noun) {
        long number =
                findings.stream().filter(finding -> finding.grade() == grade).count();
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
