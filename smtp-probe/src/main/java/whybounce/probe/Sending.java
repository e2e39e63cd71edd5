package whybounce.probe;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import whybounce.catalogue.Catalogue;
import whybounce.dns.Dns;
import whybounce.explain.GuideAddress;
import whybounce.failure.DeliveryFailure;
import whybounce.failure.DeliveryFailure.Broken;
import whybounce.failure.DeliveryFailure.LocalRefusal;
import whybounce.failure.DeliveryFailure.NoRoute;
import whybounce.failure.DeliveryFailure.Refused;
import whybounce.failure.DeliveryFailure.TlsFailed;
import whybounce.failure.DeliveryFailure.Unexplained;
import whybounce.failure.DeliveryFailure.Unreachable;
import whybounce.failure.Peer;
import whybounce.failure.Stage;
import whybounce.probe.SendRequest.Form;
import whybounce.probe.many.Addresses;
import whybounce.probe.many.Providers;
import whybounce.probe.plan.LateDns;
import whybounce.probe.plan.Plan.NoWay;
import whybounce.probe.plan.Plan.Route;
import whybounce.probe.plan.Plan.Stop;
import whybounce.probe.report.Fate;
import whybounce.probe.report.FateText;
import whybounce.probe.report.LiveText;
import whybounce.probe.report.NagiosLine;
import whybounce.probe.report.Palette;
import whybounce.probe.report.Probed;
import whybounce.probe.report.Trial;
import whybounce.probe.report.TrialText;
import whybounce.probe.session.Collected;
import whybounce.probe.session.Endpoint;
import whybounce.probe.session.Entry;
import whybounce.probe.session.Entry.Concluded;
import whybounce.probe.session.Entry.Concluded.Result;
import whybounce.probe.session.SmtpSession;
import whybounce.probe.session.Transcript;

/** Sends one message to one recipient, shows how, and explains what came of it. */
final class Sending {

    private final SendRequest request;
    private final Catalogue catalogue;
    private final Clock clock;
    private final PrintStream out;
    private final Palette palette;
    private final Optional<GuideAddress> guide;
    private final TrialReport report;
    private final Terms terms;
    private final Planning planning;

    /**
     * Alone.
     *
     * @throws IOException when a file that the request names cannot be read
     */
    Sending(
            SendRequest request,
            Catalogue catalogue,
            Clock clock,
            PrintStream out,
            Palette palette,
            Optional<GuideAddress> guide)
            throws IOException {
        this(
                request,
                new Common(catalogue, clock, out, palette, guide),
                Terms.of(request),
                new LateDns(() -> Planning.dns(request)));
    }

    /** What all of many have in common. */
    record Common(Catalogue catalogue, Clock clock, PrintStream out, Palette palette, Optional<GuideAddress> guide) {}

    /** As one of many: on the terms of all, and with a DNS that they all ask. */
    Sending(SendRequest request, Common common, Terms terms, Dns dns) {
        this.request = request;
        this.terms = terms;
        this.planning = new Planning(request, dns);
        this.catalogue = common.catalogue();
        this.clock = common.clock();
        this.out = common.out();
        this.palette = common.palette();
        this.guide = common.guide();
        this.report = new TrialReport(catalogue, palette, guide);
    }

    /** Sends it without a word, waits for it where that is asked for, and tells what came of it. */
    Probed quietly(TrialReport told, Providers providers) throws IOException {
        var message = message();
        try (var homeward = new Homeward(request, message, clock, out)) {
            var trial = Trial.of(entries(message, homeward));
            var probed = told.probed(trial, providers);
            return fate(homeward, trial).map(probed::endingWith).orElse(probed);
        }
    }

    TestMessage message() throws IOException {
        return TestMessage.of(request, clock.instant().atZone(ZoneOffset.UTC));
    }

    /** Sends it without a word, and returns all that happened. */
    List<Entry> entries(TestMessage message, Preparation before) throws IOException {
        var collected = new Collected(Transcript.NONE);
        collected.add(new Entry.Asked(Duration.ZERO, request.from(), request.to()));
        collected.add(conclusion(message, before, collected));
        return collected.entries();
    }

    /** What is done before the first server is talked to. */
    @FunctionalInterface
    interface Preparation {
        void run() throws IOException;
    }

    static final Preparation NO_PREPARATION = () -> {};

    /** Sends it, shows how, and tells {@code files} what came of it. */
    ExitCode run(ResultFiles files) throws IOException {
        if (request.content().compared()) {
            var file = Path.of(request.content().file().orElseThrow());
            return new Comparing(request, this, report, files, out).run(file, palette, guide);
        }
        try (var transcript = TranscriptFile.of(request)) {
            return request.link().everyAddress() ? each(transcript, files) : alongside(transcript, files);
        }
    }

    /** Talks with every address, where there are some and it is not too much. */
    private ExitCode each(TranscriptFile transcript, ResultFiles files) throws IOException {
        if (!(planning.plan() instanceof Route route)) {
            return alongside(transcript, files);
        }
        var stops = planning.within(route.stops());
        var now = clock.instant();
        if (planning.refusal(stops, now).isPresent()) {
            return alongside(transcript, files); // Which is refused as well, and says so.
        }
        var providers = new Providers(catalogue);
        var all = new EveryAddress(
                        request, this, trial -> report.probed(trial, providers).atAddress(), clock, out)
                .run(route, stops, transcript);
        for (var each : all.all()) {
            files.add(each);
        }
        return tell(all);
    }

    private ExitCode tell(Addresses all) {
        if (request.form() == Form.NAGIOS) {
            return tell(all.nagios());
        }
        out.print(request.json() ? all.json(guide) : all.write(palette, guide));
        return new ExitCode(all.exitCode());
    }

    private ExitCode tell(NagiosLine line) {
        out.print(line.write());
        return new ExitCode(line.exitCode());
    }

    /** Sends a message, shows how unless a program is to be told, and says what it came to. */
    Trial trial(TestMessage message) throws IOException {
        var collected = new Collected(Transcript.NONE);
        var told = request.isTold() ? new LiveText(out, collected) : collected;
        told.add(new Entry.Asked(Duration.ZERO, request.from(), request.to()));
        try (var homeward = new Homeward(request, message, clock, out)) {
            told.add(conclusion(message, homeward, told));
        }
        return Trial.of(collected.entries());
    }

    private ExitCode alongside(Transcript transcript, ResultFiles files) throws IOException {
        var message = TestMessage.of(request, clock.instant().atZone(ZoneOffset.UTC));
        try (var homeward = new Homeward(request, message, clock, out)) {
            var collected = new Collected(transcript);
            var told = request.isTold() ? new LiveText(out, collected) : collected;
            told.add(new Entry.Asked(Duration.ZERO, request.from(), request.to()));
            told.add(conclusion(message, homeward, told));
            var trial = Trial.of(collected.entries());
            if (request.isTold()) {
                report.write(trial, false, out);
            }
            var fate = fate(homeward, trial);
            files.add(trial, report, fate);
            return tell(trial, fate);
        }
    }

    /** What became of it, where it was taken and somebody wants to know. */
    private Optional<Fate> fate(Homeward homeward, Trial trial) {
        if (request.follow().isEmpty() || trial.end().result() != Result.TAKEN) {
            return Optional.empty();
        }
        var server = trial.end().peer().map(Peer::host).orElse("");
        return homeward.await(server, new Explanations(catalogue, Optional.of(request.from())));
    }

    private ExitCode tell(Trial trial, Optional<Fate> fate) {
        if (request.form() == Form.NAGIOS) {
            var probed = report.probed(trial, new Providers(catalogue));
            return tell(NagiosLine.of(fate.map(probed::endingWith).orElse(probed), clock.instant()));
        }
        if (request.json()) {
            return fate.isPresent() ? report.write(trial, fate.get(), out) : report.write(trial, true, out);
        }
        if (fate.isPresent()) {
            out.print(FateText.write(fate.get(), palette, guide));
            return new ExitCode(fate.get().exitCode());
        }
        return TrialReport.code(trial);
    }

    private Concluded conclusion(TestMessage message, Preparation before, Transcript told) throws IOException {
        var begun = clock.instant();
        var plan = planning.plan();
        plan.notes().forEach(note -> told.add(noted(Planning.words(note))));
        return plan instanceof NoWay none
                ? concluded(begun, Optional.empty(), none.failure())
                : along((Route) plan, message, before, told, begun);
    }

    private Concluded along(Route route, TestMessage message, Preparation before, Transcript told, Instant begun)
            throws IOException {
        var stops = planning.within(route.stops());
        var refused = planning.refusal(stops, begun);
        if (refused.isPresent()) {
            return concluded(begun, Optional.empty(), Result.NOT_TESTED, refused.get(), Optional.empty());
        }
        before.run();
        return inTurn(stops, message, told);
    }

    /** Goes on to the next server where a relay would: no connection, or a server that has no time. */
    private Concluded inTurn(List<Stop> stops, TestMessage message, Transcript told) throws IOException {
        for (int at = 0; ; at++) {
            var end = deliver(stops.get(at).endpoint(), message, told);
            if (at == stops.size() - 1
                    || end.failure().filter(Sending::isForNext).isEmpty()) {
                return end;
            }
            told.add(noted(words(end.failure().get()) + "; on to the next address"));
        }
    }

    private static Entry noted(String words) {
        return new Entry.Noted(Duration.ZERO, words);
    }

    private Concluded concluded(Instant begun, Optional<Peer> peer, DeliveryFailure failure) {
        return concluded(begun, peer, Result.FAILED, "", Optional.of(failure));
    }

    private Concluded concluded(
            Instant begun, Optional<Peer> peer, Result result, String reason, Optional<DeliveryFailure> failure) {
        var took = Duration.between(begun, clock.instant());
        return new Concluded(took, begun, took, peer, result, reason, failure);
    }

    private static boolean isForNext(DeliveryFailure failure) {
        return switch (failure) {
            case Unreachable none -> true;
            case Refused(Stage stage, var said) -> said.isTransient() && isEarly(stage);
            case Broken broken -> isEarly(broken.stage());
            case NoRoute route -> false;
            case TlsFailed tls -> false;
            case LocalRefusal ours -> false;
            case Unexplained text -> false;
        };
    }

    private static boolean isEarly(Stage stage) {
        return stage == Stage.GREETING || stage == Stage.EHLO || stage == Stage.HELO;
    }

    static String words(DeliveryFailure failure) {
        if (failure instanceof Unreachable(var why)) {
            var reason = TrialText.words(why);
            return reason.isEmpty() ? "No connection" : "No connection: " + reason;
        }
        return "This server has no time";
    }

    /** Sends it to one address. */
    Concluded deliver(Endpoint endpoint, TestMessage message, Transcript told) throws IOException {
        var begun = clock.instant();
        var peer = Optional.of(endpoint.peer());
        try (var smtp = new SmtpSession(endpoint, terms.options(endpoint, told), clock)) {
            var delivery = new Delivery(smtp, request, message, terms, endpoint);
            var failure = delivery.run();
            if (failure.isPresent()) {
                return concluded(begun, peer, failure.get());
            }
            if (delivery.untested().isPresent()) {
                return concluded(
                        begun, peer, Result.NOT_TESTED, delivery.untested().get(), failure);
            }
            var result = delivery.taken().isPresent() ? Result.TAKEN : Result.STOPPED;
            return concluded(begun, peer, result, "", failure);
        }
    }
}
