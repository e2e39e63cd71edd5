package whybounce.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import whybounce.it.Expectation.ExpectedReport;
import whybounce.testbed.Await;
import whybounce.testbed.Received;

/** What came of one scenario in a world, set beside what was expected. */
record Outcome(World world, Scenario scenario) {

    /** Enough for all retries of all scenarios on a busy machine. */
    static final Duration PATIENCE = Duration.ofSeconds(90);

    /** Each report is kept here, to be looked at. */
    private static final Path KEPT = Path.of("target", "scenarios");

    String name() {
        return scenario.name();
    }

    void check() throws IOException {
        scenario.expected().delivered().forEach(this::delivered);
        for (var line : scenario.expected().log()) {
            Await.untilTrue(
                    "log line " + line.text(),
                    PATIENCE,
                    () -> world.relay().log().stream().anyMatch(line::matches));
        }
        for (var addressee : addressees()) {
            reports(addressee);
        }
    }

    private void delivered(String peer, List<String> recipients) {
        Await.untilTrue(
                "delivery of " + recipients + " at " + peer,
                PATIENCE,
                () -> taken(peer).containsAll(recipients));
        assertThat(taken(peer)).containsExactlyInAnyOrderElementsOf(recipients);
    }

    private List<String> taken(String peer) {
        return world.peer(scenario, peer).received().stream()
                .flatMap(mail -> mail.recipients().stream())
                .map(Scenario::address)
                .toList();
    }

    private List<String> addressees() {
        return scenario.expected().reports().stream()
                .map(this::addressee)
                .distinct()
                .toList();
    }

    private String addressee(ExpectedReport report) {
        return report.to().isEmpty() ? scenario.sender() : report.to();
    }

    private void reports(String addressee) throws IOException {
        var expected = scenario.expected().reports().stream()
                .filter(report -> addressee(report).equals(addressee))
                .toList();
        var raw = world.mailbox().await(addressee, expected.size(), PATIENCE);
        var reports = new LinkedHashMap<ParsedReport, byte[]>();
        for (var bytes : raw) {
            keep(bytes, addressee, reports.size());
            reports.put(parse(bytes), bytes);
        }
        assertThat(reports).hasSameSizeAs(expected);
        for (var expectation : expected) {
            var report = match(expectation, reports.keySet());
            if (expectation.machine().isPresent()) {
                MachineRules.check(reports.getOrDefault(report, new byte[0]), report, scenario);
            }
            reports.remove(report);
        }
    }

    private static ParsedReport parse(byte[] bytes) throws IOException {
        var report = Mime4jReader.read(bytes);
        assertThat(AngusReader.read(bytes))
                .as("the second parser")
                .usingRecursiveComparison()
                .isEqualTo(report);
        return report;
    }

    /** The report that fits; where none does, what is wrong with the one that is nearest. */
    private static ParsedReport match(ExpectedReport expected, Collection<ParsedReport> reports) {
        return reports.stream()
                .filter(report -> mismatches(expected, report).isEmpty())
                .findFirst()
                .orElseGet(() -> {
                    var nearest = reports.stream()
                            .filter(report -> machine(expected, report).isEmpty())
                            .findFirst()
                            .orElse(reports.iterator().next());
                    throw new AssertionError(String.join("\n", mismatches(expected, nearest)));
                });
    }

    private static List<String> mismatches(ExpectedReport expected, ParsedReport report) {
        var wrong = new ArrayList<String>();
        for (var field : expected.header()) {
            if (report.headerLines().lines().noneMatch(field::matches)) {
                wrong.add("no header field " + field.text() + " in\n" + report.headerLines());
            }
        }
        machine(expected, report).ifPresent(wrong::add);
        expected.text().mismatch(report.unwrapped()).ifPresent(wrong::add);
        return wrong;
    }

    private static Optional<String> machine(ExpectedReport expected, ParsedReport report) {
        if (expected.machine().isPresent() && !report.isReport()) {
            return Optional.of("no report, but " + report.contentType());
        }
        return expected.machine().flatMap(golden -> golden.mismatch(report.machineLines()));
    }

    private void keep(byte[] bytes, String addressee, int number) throws IOException {
        Files.createDirectories(KEPT);
        Files.write(KEPT.resolve(name() + "-" + addressee.replaceAll("@.*", "") + "-" + number + ".eml"), bytes);
    }

    /** Messages and reports that were not expected. */
    List<String> surplus() {
        var surplus = new ArrayList<String>();
        for (var peer : scenario.peers().keySet()) {
            var taken = new ArrayList<>(taken(peer));
            taken.removeAll(scenario.expected().delivered().getOrDefault(peer, List.of()));
            taken.forEach(recipient -> surplus.add("delivery of " + recipient + " at " + peer));
        }
        long expected = scenario.expected().reports().stream()
                .filter(report -> addressee(report).equals(scenario.sender()))
                .count();
        var mine = world.mailbox().received().stream()
                .filter(mail -> isToSender(mail))
                .toList();
        if (mine.size() != expected) {
            surplus.add(mine.size() + " reports, not " + expected);
        }
        // RFC 3464 section 2, RFC 3461 section 6.1: from nobody, and no notification of a notification.
        mine.stream()
                .filter(mail -> !mail.sender().matches("FROM:<>(?!.*NOTIFY=(?!NEVER)).*"))
                .forEach(mail -> surplus.add("a report from " + mail.sender()));
        return surplus;
    }

    private boolean isToSender(Received mail) {
        return !scenario.sender().isEmpty()
                && mail.recipients().stream().map(Scenario::address).anyMatch(scenario.sender()::equals);
    }
}
