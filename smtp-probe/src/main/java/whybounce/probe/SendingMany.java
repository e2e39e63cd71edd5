package whybounce.probe;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import whybounce.catalogue.Catalogue;
import whybounce.dns.Dns;
import whybounce.explain.GuideAddress;
import whybounce.failure.Peer;
import whybounce.probe.Command.SendMany;
import whybounce.probe.SendRequest.Follow;
import whybounce.probe.SendRequest.Form;
import whybounce.probe.SendRequest.MailboxAccess;
import whybounce.probe.home.Lookout;
import whybounce.probe.home.Lookout.Awaited;
import whybounce.probe.home.MailboxAddress;
import whybounce.probe.home.MailboxLogin;
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
import whybounce.probe.report.NagiosLine;
import whybounce.probe.report.Palette;
import whybounce.probe.report.Probed;
import whybounce.probe.report.Trial;
import whybounce.probe.report.TrialJson;
import whybounce.probe.report.Visible;
import whybounce.probe.session.Entry.Concluded.Result;

/** Sends a message to each target of a file, and tells how often what came of it, and whose that is. */
final class SendingMany {

    /** Each has a thread of its own, and a connection. */
    private static final int MOST_MAILBOXES = 100;

    /** After Ctrl-C nobody waits long; the files are written within that. */
    private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(5);

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
        this.dns = new LateDns(() -> Planning.dns(command.request()));
    }

    ExitCode run(InputStream in) throws IOException {
        var file = TargetFile.read(in, command.targets());
        var mistakes = file.mistakes().isEmpty() ? mistakes(file) : file.mistakes();
        if (!mistakes.isEmpty()) {
            return wrong(mistakes);
        }
        var begun = System.nanoTime();
        try (var files = new ResultFiles(command.files(), catalogue, clock);
                var transcript = TranscriptFile.of(command.request());
                var lookout = lookout(file.targets());
                var goodbye = new Goodbye(Thread.currentThread(), LONGEST_GOODBYE, Optional.empty())) {
            lookout.prepare();
            boolean whole = new Round(files, transcript, lookout).run(file.targets());
            files.finish();
            return tell(
                    file.targets().size(), Duration.ofNanos(System.nanoTime() - begun), whole || !goodbye.isLeaving());
        }
    }

    private ExitCode wrong(List<String> mistakes) {
        if (command.request().form() == Form.NAGIOS) {
            var line = NagiosLine.unknown(mistakes.getFirst());
            out.print(line.write());
            return new ExitCode(line.exitCode());
        }
        mistakes.forEach(mistake -> err.println("smtp-probe: send: " + Visible.text(mistake)));
        return ExitCode.WRONG_USAGE;
    }

    /** Nobody owns the domains of a list of addresses, and who is not sent a message is not waited for. */
    private List<String> mistakes(TargetFile file) {
        var mistakes = new ArrayList<String>();
        if (command.request().limits().owned() && file.domains() > 1) {
            mistakes.add(
                    "--i-own-this-domain speaks of one domain, and " + command.targets() + " has " + file.domains());
        }
        boolean expects =
                file.targets().stream().anyMatch(target -> target.mailbox().isPresent());
        if (expects && command.request().until().isPresent()) {
            mistakes.add("nothing arrives if it is to stop before the message is sent");
        }
        if (expects && command.request().content().file().isPresent()) {
            mistakes.add("to follow many messages, each needs a Message-ID of its own: not with --data");
        }
        return mistakes;
    }

    private Lookout lookout(List<Target> targets) throws IOException {
        var logins = new LinkedHashMap<MailboxAddress, MailboxLogin>();
        for (var target : targets) {
            open(logins, follow(target).expect());
        }
        open(logins, command.follow().bounces());
        if (logins.size() > MOST_MAILBOXES) {
            throw new IOException("more than " + MOST_MAILBOXES + " mailboxes are named");
        }
        // A mailbox may get a message and a bounce of it, and others besides.
        int most = 2 * targets.size() + 200;
        return new Lookout(List.copyOf(logins.values()), most, command.follow().patience(), clock);
    }

    private static void open(Map<MailboxAddress, MailboxLogin> logins, Optional<MailboxAccess> access)
            throws IOException {
        if (access.isPresent() && !logins.containsKey(access.get().address())) {
            logins.put(access.get().address(), Mailboxes.login(access.get()));
        }
    }

    private Follow follow(Target target) {
        return target.mailbox().map(command.follow()::to).orElse(command.follow());
    }

    /** All targets once. */
    private final class Round {

        private final ResultFiles files;
        private final TranscriptFile transcript;
        private final Lookout lookout;
        private Optional<IOException> unwritable = Optional.empty();
        private boolean ended;

        private Round(ResultFiles files, TranscriptFile transcript, Lookout lookout) {
            this.files = files;
            this.transcript = transcript;
            this.lookout = lookout;
        }

        /** Whether it came to its end. */
        private boolean run(List<Target> targets) throws IOException {
            boolean shown = screen.terminal() && command.request().isTold();
            var progress = new Progress(out, targets.size(), shown, System::nanoTime);
            try {
                new Workers(command.parallel()).run(targets, target -> probe(target, progress));
                lookout.finish();
                return true;
            } catch (InterruptedException stopped) {
                lookout.giveUp("it was stopped while it was waited for");
                return false;
            } finally {
                end();
                progress.end();
            }
        }

        private synchronized void end() throws IOException {
            ended = true;
            if (unwritable.isPresent()) {
                throw unwritable.get();
            }
        }

        private void probe(Target target, Progress progress) throws IOException {
            var port = target.port().isPresent() ? Optional.of(target.port().getAsInt()) : Optional.<Integer>empty();
            var follow = Optional.of(follow(target)).filter(Follow::isAnywhere);
            var request = command.request().to(target.recipient(), target.server(), port, follow);
            var sending = new Sending(request, common, terms, dns);
            var message = sending.message();
            var awaited = awaited(follow, message);
            var entries = doors.through(
                    target, command.request().server(), () -> sending.entries(message, Sending.NO_PREPARATION));
            transcript.addAll(entries);
            var trial = Trial.of(entries);
            var probed = report.probed(trial, providers);
            if (awaited.isEmpty() || trial.end().result() != Result.TAKEN) {
                awaited.ifPresent(Awaited::forget);
                tell(probed, progress);
                return;
            }
            var explanations = new Explanations(catalogue, Optional.of(request.from()));
            boolean expected = follow.flatMap(Follow::expect).isPresent();
            awaited.get().taken(trial.end().peer().map(Peer::host).orElse(""), home -> {
                tell(probed.endingWith(Homeward.fate(home, expected, explanations)), progress);
            });
        }

        private Optional<Awaited> awaited(Optional<Follow> follow, TestMessage message) throws IOException {
            if (follow.isEmpty()) {
                return Optional.empty();
            }
            var sought = Homeward.sought(message, follow.get().authservId());
            return Optional.of(lookout.expect(
                    sought,
                    follow.get().expect().map(MailboxAccess::address),
                    follow.get().bounces().map(MailboxAccess::address)));
        }

        private synchronized void tell(Probed probed, Progress progress) {
            if (ended) {
                return; // The summary is told already.
            }
            summary.add(probed);
            try {
                files.add(probed);
            } catch (IOException full) {
                unwritable = unwritable.or(() -> Optional.of(full));
            }
            if (command.request().json()) {
                out.print(TrialJson.line(probed, guide));
            }
            progress.tell(summary);
        }
    }

    private ExitCode tell(int targets, Duration took, boolean whole) {
        if (command.request().form() == Form.NAGIOS) {
            var line = summary.nagios();
            out.print(line.write());
            return new ExitCode(line.exitCode());
        }
        if (command.request().json()) {
            out.print(SummaryJson.write(summary, took));
        } else {
            if (!whole) {
                out.println(
                        "Stopped before the end: " + summary.done() + " of " + targets + " targets are told of here.");
            }
            out.print(new SummaryText(screen.palette(), guide).write(summary, took));
        }
        out.flush();
        return whole ? new ExitCode(summary.worst()) : ExitCode.STOPPED;
    }
}
