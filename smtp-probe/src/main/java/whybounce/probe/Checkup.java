package whybounce.probe;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import whybounce.check.Finding;
import whybounce.check.Grade;
import whybounce.dkim.SigningKey;
import whybounce.probe.Command.Check;
import whybounce.probe.Command.CheckClient;
import whybounce.probe.changes.ChangesJson;
import whybounce.probe.changes.ChangesText;
import whybounce.probe.changes.Difference;
import whybounce.probe.changes.LastResult;
import whybounce.probe.doctor.CheckOrder;
import whybounce.probe.doctor.CheckOrder.Sent;
import whybounce.probe.doctor.Examination;
import whybounce.probe.report.FindingsJson;
import whybounce.probe.report.FindingsText;
import whybounce.probe.report.Palette;

/** Runs {@code check}, and shows what it found, or what has changed. */
final class Checkup {

    private final Palette palette;
    private final PrintStream out;
    private final PrintStream err;
    private final Clock clock;

    Checkup(Palette palette, PrintStream out, PrintStream err, Clock clock) {
        this.palette = palette;
        this.out = out;
        this.err = err;
        this.clock = clock;
    }

    /** How it is told: as text or as JSON, and whole or compared with the last result in a file. */
    record Manner(boolean json, Optional<String> last) {}

    ExitCode run(Check check) {
        try {
            return run(check, key(check.order().sent()));
        } catch (IOException | IllegalArgumentException unreadable) {
            err.println("smtp-probe: check: " + unreadable.getMessage());
            return ExitCode.WRONG_USAGE;
        }
    }

    /** The key of the order, once it is sure that its files can be read. */
    private static Optional<SigningKey> key(Sent sent) throws IOException {
        if (sent.message().filter(file -> !isFile(file)).isPresent()) {
            throw new IOException("no file that can be read: " + sent.message().get());
        }
        if (sent.key().isEmpty()) {
            return Optional.empty();
        }
        var file = sent.key().get();
        if (!isFile(file)) {
            throw new IOException("no file that can be read: " + file);
        }
        return Optional.of(SigningKey.of(new PemFile(file).key()));
    }

    private static boolean isFile(String name) {
        var file = Path.of(name);
        return Files.isReadable(file) && !Files.isDirectory(file);
    }

    private ExitCode run(Check check, Optional<SigningKey> key) {
        var order = check.order();
        var examination = new Examination(order, key);
        var unknown = examination.unknownLists();
        if (!unknown.isEmpty()) {
            err.println("smtp-probe: check: no block list that we ask: " + String.join(", ", unknown));
            return ExitCode.WRONG_USAGE;
        }
        if (isAnyLost(order.resolvers())) {
            return ExitCode.WRONG_USAGE;
        }
        var findings = examination.findings();
        var code = tell(order.domain(), findings, new Manner(order.json(), check.last()));
        if (!order.json() && check.last().isEmpty()) {
            hints(order, findings);
        }
        return code;
    }

    /** What was left out, and would be of use. */
    private void hints(CheckOrder order, List<Finding> findings) {
        if (order.addresses().isEmpty()) {
            out.println("With --ip ADDRESS the addresses that mail leaves from are looked at too.");
        }
        if (!order.beyond().connect() && has(findings, "tls-dane")) {
            out.println("With --connect the certificates of the mail servers are held against the TLSA records.");
        }
        if (!order.beyond().mtaSts() && has(findings, "tls-mta-sts-record")) {
            out.println("With --mta-sts the policy of MTA-STS is fetched and looked at too.");
        }
    }

    private static boolean has(List<Finding> findings, String id) {
        return findings.stream().anyMatch(finding -> finding.id().equals(id));
    }

    ExitCode run(CheckClient check) {
        var order = check.order();
        return isAnyLost(order.resolvers())
                ? ExitCode.WRONG_USAGE
                : tell(order.host(), Examination.of(order), new Manner(order.json(), check.last()));
    }

    private boolean isAnyLost(List<InetSocketAddress> resolvers) {
        boolean lost = resolvers.stream().anyMatch(InetSocketAddress::isUnresolved);
        if (lost) {
            err.println("smtp-probe: check: a resolver cannot be found; name it by its address");
        }
        return lost;
    }

    ExitCode tell(String checked, List<Finding> findings, Manner manner) {
        try {
            return manner.last().isPresent()
                    ? compare(
                            checked,
                            findings,
                            manner.json(),
                            Path.of(manner.last().get()))
                    : whole(checked, findings, manner.json());
        } catch (IOException failed) {
            err.println("smtp-probe: check: " + failed.getMessage());
            return ExitCode.PROBLEM;
        }
    }

    private ExitCode whole(String checked, List<Finding> findings, boolean json) {
        var code = code(findings);
        out.print(
                json
                        ? FindingsJson.write(checked, findings, code.number())
                        : new FindingsText(palette).write(findings));
        return code;
    }

    /** The first time there is nothing to compare with, and all of it is told. */
    private ExitCode compare(String checked, List<Finding> findings, boolean json, Path file) throws IOException {
        var last = LastResult.read(file);
        if (last.isPresent() && !last.get().checked().equals(checked)) {
            err.println("smtp-probe: check: " + file + " has the last result of "
                    + last.get().checked() + "; each check needs a file of its own");
            return ExitCode.WRONG_USAGE;
        }
        var difference = Difference.between(last.map(LastResult::findings).orElse(List.of()), findings);
        var code = last.isPresent() ? code(difference, findings) : code(findings);
        if (last.isEmpty()) {
            whole(checked, findings, json);
        } else if (json) {
            out.print(ChangesJson.write(checked, last.get().time(), difference.changes(), code.number()));
        } else {
            out.print(new ChangesText(palette).write(checked, last.get().time(), difference.changes()));
        }
        new LastResult(checked, clock.instant(), difference.toKeep()).write(file);
        return code;
    }

    private static ExitCode code(Difference difference, List<Finding> findings) {
        if (!difference.changes().isEmpty()) {
            return ExitCode.PROBLEM;
        }
        return isAny(findings, Grade.NOT_TESTED) ? ExitCode.UNDETERMINED : ExitCode.GOOD;
    }

    private static ExitCode code(List<Finding> findings) {
        if (isAny(findings, Grade.PROBLEM)) {
            return ExitCode.PROBLEM;
        }
        return isAny(findings, Grade.NOT_TESTED) ? ExitCode.UNDETERMINED : ExitCode.GOOD;
    }

    private static boolean isAny(List<Finding> findings, Grade grade) {
        return findings.stream().anyMatch(finding -> finding.grade() == grade);
    }
}
