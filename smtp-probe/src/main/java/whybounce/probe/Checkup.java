package whybounce.probe;

import java.io.PrintStream;
import java.util.List;
import whybounce.check.Finding;
import whybounce.check.Grade;
import whybounce.probe.doctor.CheckOrder;
import whybounce.probe.doctor.Examination;
import whybounce.probe.report.FindingsJson;
import whybounce.probe.report.FindingsText;
import whybounce.probe.report.Palette;

/** Runs {@code check}, and shows what it found. */
final class Checkup {

    private final CheckOrder order;
    private final Palette palette;

    Checkup(CheckOrder order, Palette palette) {
        this.order = order;
        this.palette = palette;
    }

    ExitCode write(PrintStream out, PrintStream err) {
        var examination = new Examination(order);
        var unknown = examination.unknownLists();
        if (!unknown.isEmpty()) {
            err.println("smtp-probe: check: no block list that we ask: " + String.join(", ", unknown));
            return ExitCode.WRONG_USAGE;
        }
        if (order.resolvers().stream().anyMatch(server -> server.isUnresolved())) {
            err.println("smtp-probe: check: a resolver cannot be found; name it by its address");
            return ExitCode.WRONG_USAGE;
        }
        return tell(examination.findings(), out);
    }

    ExitCode tell(List<Finding> findings, PrintStream out) {
        var code = code(findings);
        if (order.json()) {
            out.print(FindingsJson.write(order.domain(), findings, code.number()));
        } else {
            out.print(new FindingsText(palette).write(findings));
            if (order.addresses().isEmpty()) {
                out.println("With --ip ADDRESS the addresses that mail leaves from are looked at too.");
            }
        }
        return code;
    }

    private static ExitCode code(List<Finding> findings) {
        if (findings.stream().anyMatch(finding -> finding.grade() == Grade.PROBLEM)) {
            return ExitCode.PROBLEM;
        }
        return findings.stream().anyMatch(finding -> finding.grade() == Grade.NOT_TESTED)
                ? ExitCode.UNDETERMINED
                : ExitCode.GOOD;
    }
}
