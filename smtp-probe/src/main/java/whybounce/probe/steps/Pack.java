package whybounce.probe.steps;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import whybounce.check.Finding;
import whybounce.dns.IpText;
import whybounce.failure.Attempt;
import whybounce.failure.Peer;
import whybounce.probe.report.Explained;
import whybounce.probe.report.FindingsText;
import whybounce.probe.report.Page;
import whybounce.probe.report.Palette;
import whybounce.probe.report.Visible;

/**
 * What to send to those who can tell more: the full bounce, addresses, what the DNS says, what was done, and the names of
 * the message. Its body is not in it, and neither is its subject.
 */
public final class Pack {

    private final FiveSteps steps;
    private final Page page = new Page(Palette.PLAIN);

    private Pack(FiveSteps steps) {
        this.steps = steps;
    }

    /** As plain text, fit to be mailed. */
    public static String write(FiveSteps steps) {
        return new Pack(steps).text();
    }

    private String text() {
        asked();
        steps.recipients().forEach(this::bounce);
        addresses();
        dns();
        done();
        names();
        return page.toString();
    }

    private void asked() {
        page.heading("Mail that does not get through");
        var to = steps.recipients().stream()
                .map(explained -> Visible.text(explained.outcome().recipient()))
                .collect(Collectors.joining(", "));
        page.field(
                "Asked",
                "Mail" + from().map(sender -> " from " + sender).orElse("") + " to " + to
                        + " is not taken. What is known of it stands below. Please tell us what we should change, or mend it"
                        + " where it is on your side.");
    }

    private Optional<String> from() {
        return steps.bounce().from().filter(sender -> !sender.isEmpty()).map(Visible::text);
    }

    private void bounce(Explained explained) {
        page.heading("The full response");
        page.field("Recipient", Visible.text(explained.outcome().recipient()));
        var last = explained.outcome().lastAttempt();
        last.flatMap(Attempt::peer).ifPresent(this::server);
        if (steps.bounce().kind() != Bounce.Kind.REPLY) {
            last.ifPresent(attempt -> page.field("Time", utc(attempt.time())));
        }
        last.flatMap(attempt -> attempt.failure().reply()).stream()
                .flatMap(reply -> FiveSteps.lines(reply).stream())
                .forEach(page::quoted);
    }

    private void server(Peer peer) {
        page.field("Server", FiveSteps.server(peer));
    }

    private static String utc(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private void addresses() {
        page.heading("Who sent it");
        page.field("Sender", from().orElse("not known"));
        page.field(
                "Sent from",
                steps.bounce().addresses().isEmpty()
                        ? "not known"
                        : steps.bounce().addresses().stream().map(IpText::text).collect(Collectors.joining(", ")));
        steps.bounce().helo().ifPresent(name -> page.field("Named itself", Visible.text(name)));
    }

    private void dns() {
        page.heading("What the DNS says, asked at " + utc(steps.now()));
        var checked = steps.checked().orElse(List.of());
        checked.forEach(this::finding);
        if (checked.isEmpty()) {
            page.field("", "It was not asked.");
        }
    }

    /** With what was asked and what came, and without what mends it: that is for us. */
    private void finding(Finding finding) {
        FindingsText.finding(page, FindingsText.label(finding.grade()), finding.mendedBy(Optional.empty()));
    }

    private void done() {
        page.heading("What was done");
        page.numbered(
                "Steps",
                steps.steps().stream()
                        .filter(step -> step.name() != Step.Name.NEXT)
                        .map(step -> step.name().title() + ": " + StepsText.label(step.result()) + ". " + step.says())
                        .toList());
    }

    private void names() {
        page.heading("The message");
        var ids = new TreeMap<>(steps.bounce().ids());
        ids.forEach((name, id) -> page.field(name, Visible.text(id)));
        if (ids.isEmpty()) {
            page.field("", "Its Message-ID is not known.");
        }
    }
}
