package whybounce.probe;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import whybounce.catalogue.Catalogue;
import whybounce.dns.Dns;
import whybounce.explain.GuideAddress;
import whybounce.probe.Command.SendMany;
import whybounce.probe.many.Doors;
import whybounce.probe.many.Progress;
import whybounce.probe.many.Providers;
import whybounce.probe.many.Summary;
import whybounce.probe.many.SummaryJson;
import whybounce.probe.many.SummaryText;
import whybounce.probe.many.Target;
import whybounce.probe.many.TargetFile;
import whybounce.probe.many.Workers;
import whybounce.probe.plan.LateDns;
import whybounce.probe.report.Palette;
import whybounce.probe.report.Probed;
import whybounce.probe.report.TrialJson;
import whybounce.probe.report.Visible;

/** Sends a message to each target of a file, and tells how often what came of it, and whose that is. */
final class SendingMany {

    private final SendMany command;
    private final Catalogue catalogue;
    private final Clock clock;
    private final PrintStream out;
    private final PrintStream err;
    private final Screen screen;
    private final Optional<GuideAddress> guide;
    private final TrialReport report;
    private final Providers providers;
    private final Sending.Common common;
    private final Terms terms;
    private final Dns dns;
    private final Doors doors = new Doors();
    private final Summary summary = new Summary();

    /**
     * What the output is shown on.
     *
     * @param terminal whether a line may be written anew
     */
    record Screen(Palette palette, boolean terminal) {}

    SendingMany(
            SendMany command,
            Catalogue catalogue,
            Clock clock,
            PrintStream out,
            PrintStream err,
            Screen screen,
            Optional<GuideAddress> guide)
            throws IOException {
        this.command = command;
        this.catalogue = catalogue;
        this.clock = clock;
        this.out = out;
        this.err = err;
        this.screen = screen;
        this.guide = guide;
        this.report = new TrialReport(catalogue, screen.palette(), guide);
        this.providers = new Providers(catalogue);
        this.common = new Sending.Common(catalogue, clock, out, screen.palette(), guide);
        this.terms = Terms.of(command.request());
        this.dns = new LateDns(() -> Sending.dns(command.request()));
    }

    ExitCode run(InputStream in) throws IOException {
        var file = TargetFile.read(in, command.targets());
        var mistakes = file.mistakes().isEmpty() ? foreign(file) : file.mistakes();
        if (!mistakes.isEmpty()) {
            mistakes.forEach(mistake -> err.println("smtp-probe: send: " + Visible.text(mistake)));
            return ExitCode.WRONG_USAGE;
        }
        try (var files = new ResultFiles(command.files(), catalogue, clock)) {
            var begun = System.nanoTime();
            all(file.targets(), files);
            files.finish();
            tell(Duration.ofNanos(System.nanoTime() - begun));
        }
        return new ExitCode(summary.worst());
    }

    /** Nobody owns the domains of a list of addresses. */
    private List<String> foreign(TargetFile file) {
        return command.request().limits().owned() && file.domains() > 1
                ? List.of(
                        "--i-own-this-domain speaks of one domain, and " + command.targets() + " has " + file.domains())
                : List.of();
    }

    private void all(List<Target> targets, ResultFiles files) throws IOException {
        boolean shown = screen.terminal() && !command.request().json();
        var progress = new Progress(out, targets.size(), shown, System::nanoTime);
        try {
            new Workers(command.parallel()).run(targets, target -> {
                var probed = probe(target);
                summary.add(probed);
                files.add(probed);
                if (command.request().json()) {
                    out.print(TrialJson.line(probed, guide));
                }
                progress.tell(summary);
            });
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stopped);
        } finally {
            progress.end();
        }
    }

    private Probed probe(Target target) throws IOException {
        var port = target.port().isPresent() ? Optional.of(target.port().getAsInt()) : Optional.<Integer>empty();
        var request = command.request().to(target.recipient(), target.server(), port);
        var sending = new Sending(request, common, terms, dns);
        return doors.through(target, command.request().server(), () -> sending.quietly(report, providers));
    }

    private void tell(Duration took) {
        out.print(
                command.request().json()
                        ? SummaryJson.write(summary, took)
                        : new SummaryText(screen.palette(), guide).write(summary, took));
    }
}
