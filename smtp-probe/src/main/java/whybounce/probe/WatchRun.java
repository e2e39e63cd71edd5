package whybounce.probe;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import whybounce.catalogue.Catalogue;
import whybounce.explain.GuideAddress;
import whybounce.probe.Command.Files;
import whybounce.probe.Command.Send;
import whybounce.probe.Command.SendMany;
import whybounce.probe.Command.Watch;
import whybounce.probe.Command.Wrong;
import whybounce.probe.many.Providers;
import whybounce.probe.report.Palette;
import whybounce.probe.report.Probed;
import whybounce.probe.report.Visible;
import whybounce.probe.watch.Check;
import whybounce.probe.watch.Mailer;
import whybounce.probe.watch.WatchFile;
import whybounce.probe.watch.WatchPlan;
import whybounce.probe.watch.WatchPlan.Mail;
import whybounce.probe.watch.Watching;
import whybounce.probe.watch.World;

/** Carries out what a file says is to be watched, until somebody stops it. */
final class WatchRun {

    /** Longer than what runs has to end. */
    private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(8);

    private static final PrintStream NOWHERE =
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);

    private final Watch command;
    private final Catalogue catalogue;
    private final PrintStream out;
    private final PrintStream err;
    private final Optional<GuideAddress> guide;
    private final TrialReport report;
    private final Providers providers;
    private final Map<String, SendRequest> requests = new HashMap<>();

    WatchRun(Watch command, Catalogue catalogue, PrintStream out, PrintStream err, Optional<GuideAddress> guide) {
        this.command = command;
        this.catalogue = catalogue;
        this.out = out;
        this.err = err;
        this.guide = guide;
        this.report = new TrialReport(catalogue, Palette.PLAIN, guide);
        this.providers = new Providers(catalogue);
    }

    ExitCode run(String toml) throws IOException {
        var read = WatchFile.read(toml, command.file());
        var mistakes = new ArrayList<>(read.mistakes());
        read.plan()
                .ifPresent(plan -> plan.checks().forEach(check -> request(check).ifPresent(mistakes::add)));
        if (!mistakes.isEmpty() || read.plan().isEmpty()) {
            mistakes.forEach(mistake -> err.println("smtp-probe: watch: " + Visible.text(mistake)));
            return ExitCode.WRONG_USAGE;
        }
        var plan = read.plan().get();
        if (command.checkOnly()) {
            out.println(
                    plan.checks().size() == 1
                            ? "1 check, no mistake"
                            : plan.checks().size() + " checks, no mistake");
            return ExitCode.GOOD;
        }
        watch(plan);
        return ExitCode.GOOD;
    }

    /** What {@code send} would say about the options. */
    private Optional<String> request(Check check) {
        return switch (SendOptions.read(check.options())) {
            case Send(var request, Files(var junit, var prometheus))
            when junit.isEmpty()
                    && prometheus.isEmpty()
                    && request.transcript().isEmpty()
                    && !request.link().everyAddress()
                    && !request.content().compared() -> {
                requests.put(check.name(), request);
                yield Optional.empty();
            }
            case Send send ->
                mistake(
                        check,
                        send.request().link().everyAddress()
                                        || send.request().content().compared()
                                ? "--every-address and --compare-plain hold several conversations; a check holds one"
                                : "no files are written here; metrics are served");
            case SendMany many -> mistake(check, "one recipient a check");
            case Wrong(var why) -> mistake(check, why);
            default -> mistake(check, "options of send are wanted");
        };
    }

    private Optional<String> mistake(Check check, String words) {
        return Optional.of(command.file() + ": check " + check.name() + ": " + words);
    }

    private void watch(WatchPlan plan) throws IOException {
        var world = new World(Clock.systemUTC(), new Random(), this::log);
        var state = plan.state().orElseGet(WatchRun::usualState);
        // That it is told to stop is how it ends well.
        var goodbye = new Goodbye(Thread.currentThread(), LONGEST_GOODBYE, Optional.of(ExitCode.GOOD));
        try (goodbye;
                var watching = new Watching(plan, state, this::probe, this::mailer, world)) {
            watching.run();
        }
    }

    private static Path usualState() {
        var home = Optional.ofNullable(System.getProperty("user.home")).orElse(".");
        return Ledger.usual(Optional.ofNullable(System.getenv("XDG_STATE_HOME")), home)
                .resolveSibling("watch");
    }

    private void log(String words) {
        synchronized (err) {
            err.println("smtp-probe: " + words);
            err.flush();
        }
    }

    private Probed probe(Check check) throws IOException {
        return sending(Optional.ofNullable(requests.get(check.name())).orElseThrow())
                .quietly(report, providers);
    }

    private Sending sending(SendRequest request) throws IOException {
        return new Sending(request, catalogue, Clock.systemUTC(), NOWHERE, Palette.PLAIN, guide);
    }

    private Mailer mailer(Mail mail) {
        return (subject, text) -> {
            var arguments = List.of(
                    "--from=" + mail.from(),
                    "--to=" + mail.to(),
                    "--server=" + mail.server(),
                    "--port=" + mail.port(),
                    "--header=Subject: " + subject,
                    "--body=" + text);
            if (!(SendOptions.read(arguments) instanceof Send(var request, var files))) {
                throw new IllegalStateException("our own options are wrong: " + SendOptions.read(arguments));
            }
            var probed = sending(request).quietly(report, providers);
            if (probed.exitCode() != 0) {
                throw new IOException("the message was not taken (" + probed.cause() + ")");
            }
        };
    }
}
