package whybounce.testbed.demo;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import whybounce.reply.Octets;
import whybounce.testbed.Await;
import whybounce.testbed.Submission;

/** Sends one message for each case, waits for the reports, shows them and says whether all came as expected. */
final class Demonstration {

    /** From the last message handed in to the last report; giving up takes fifteen seconds of it. */
    private static final Duration PATIENCE = Duration.ofSeconds(80);

    private static final String RULE = "─".repeat(78);

    private final List<DemoCase> cases;
    private final Path results;
    private final PrintStream out;
    private final Map<String, ArrivedReport> reports = new LinkedHashMap<>();
    private final List<String> wrong = new ArrayList<>();
    private int delivered;

    /** @param results where each report's message and HTML are written */
    Demonstration(List<DemoCase> cases, Path results, PrintStream out) {
        this.cases = cases;
        this.results = results;
        this.out = out;
    }

    /** Whether each message and each report was as expected. */
    boolean run(DemoWorld world, InetSocketAddress relay) throws IOException {
        submit(world, relay);
        awaitReports(world);
        for (var one : cases) {
            one.expected().forEach(expected -> check(world, one, expected));
        }
        return summary();
    }

    private void submit(DemoWorld world, InetSocketAddress relay) throws IOException {
        for (var one : cases) {
            out.println("  " + one.title());
            submission(one, world.key()).send(relay);
        }
        out.println();
    }

    private static Submission submission(DemoCase one, DemoKey key) {
        String message = """
                Date: %s
                From: %s
                To: %s
                Subject: %s
                Message-ID: %s

                %s
                """.formatted(
                DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)),
                one.from(),
                String.join(
                        ", ", one.expected().stream().map(Expected::recipient).toList()),
                one.title(),
                messageId(one),
                "Hello, this is a message of the demonstration.\n".repeat(Math.max(1, one.size() / 47)));
        return new Submission(
                "<" + one.from() + ">",
                one.to().stream().map(Demonstration::path).toList(),
                Octets.of(one.selector()
                        .map(selector -> key.sign(selector, message))
                        .orElse(message)));
    }

    /** {@code a@b.example NOTIFY=NEVER} as RCPT wants it: {@code <a@b.example> NOTIFY=NEVER}. */
    private static String path(String recipient) {
        int space = recipient.indexOf(' ');
        return space < 0
                ? "<" + recipient + ">"
                : "<" + recipient.substring(0, space) + ">" + recipient.substring(space);
    }

    private static String messageId(DemoCase one) {
        return "<" + one.name() + "@home.example>";
    }

    private long reportsExpected() {
        return cases.stream().filter(DemoCase::isReported).count();
    }

    private void awaitReports(DemoWorld world) throws IOException {
        out.println("Waiting for " + reportsExpected()
                + " reports; the last come when the relay gives up, after some 15 seconds.");
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        var senders = cases.stream()
                .filter(DemoCase::isReported)
                .collect(groupingBy(DemoCase::from, LinkedHashMap::new, counting()));
        for (var sender : senders.entrySet()) {
            awaitReports(world, sender.getKey(), sender.getValue(), deadline);
        }
        for (var sender : senders.entrySet()) {
            long more = world.mailbox().fetch(sender.getKey()).size() - sender.getValue();
            if (more > 0) {
                wrong.add(more + " reports more than expected to " + sender.getKey());
            }
        }
    }

    private void awaitReports(DemoWorld world, String sender, long wanted, long deadline) throws IOException {
        for (int n = 1; n <= wanted; n++) {
            var left = Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
            try {
                take(world.mailbox().await(sender, n, left).get(n - 1));
            } catch (AssertionError late) {
                wrong.add("only " + (n - 1) + " of " + wanted + " reports to " + sender + " came in "
                        + PATIENCE.toSeconds() + " seconds");
                return;
            }
        }
    }

    private void take(byte[] message) throws IOException {
        var report = ArrivedReport.read(message);
        var about = cases.stream()
                .filter(one -> report.answers().orElse("").contains(messageId(one)))
                .findFirst();
        String name = about.map(DemoCase::name).orElse("unexpected-" + reports.size());
        if (about.isEmpty() || reports.put(name, report) != null) {
            wrong.add("an unexpected report: " + report.subject());
        }
        Files.write(results.resolve(name + ".eml"), message);
        Files.writeString(results.resolve(name + ".html"), report.html(), StandardCharsets.UTF_8);
        show(
                report,
                reports.size() + " of " + reportsExpected() + "  "
                        + about.map(DemoCase::title).orElse(name));
    }

    private void show(ArrivedReport report, String title) {
        out.println();
        out.println(RULE);
        out.println(title);
        out.println("Subject: " + report.subject());
        out.println(RULE);
        out.println();
        out.println(report.text().strip());
    }

    private void check(DemoWorld world, DemoCase one, Expected expected) {
        boolean arrived = arrived(world, one, expected);
        if (arrived) {
            delivered++;
        }
        var told = Optional.ofNullable(reports.get(one.name()))
                .flatMap(report -> Optional.ofNullable(report.fates().get(expected.recipient())));
        String found = told.orElse(arrived ? "delivered" : "silence");
        String wanted = expected.fateAndCause();
        if (!found.equals(wanted)) {
            wrong.add(one.name() + ": " + expected.recipient() + " should be " + wanted + " and is " + found);
        } else if (arrived != expected.fate().arrives()) {
            wrong.add(one.name() + ": " + expected.recipient() + (arrived ? " got" : " did not get") + " the message");
        }
    }

    private static boolean arrived(DemoWorld world, DemoCase one, Expected expected) {
        if (!expected.fate().arrives()) {
            return world.arrived(one, expected.recipient());
        }
        try {
            Await.untilTrue("delivery", Duration.ofSeconds(10), () -> world.arrived(one, expected.recipient()));
            return true;
        } catch (AssertionError late) {
            return false;
        }
    }

    private boolean summary() {
        out.println();
        out.println(RULE);
        out.println("Each report is in " + results + ", as a message (.eml) and as a page (.html).");
        wrong.forEach(problem -> out.println("WRONG: " + problem));
        out.println(cases.size() + " messages, " + delivered + " recipients delivered, " + reports.size() + " reports: "
                + (wrong.isEmpty() ? "all as expected." : wrong.size() + " not as expected."));
        return wrong.isEmpty();
    }
}
