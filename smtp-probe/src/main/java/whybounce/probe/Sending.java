package whybounce.probe;

import java.io.IOException;
import java.io.PrintStream;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import whybounce.catalogue.Catalogue;
import whybounce.dns.Dns;
import whybounce.dns.Dnsjava;
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
import whybounce.probe.SendRequest.Encryption;
import whybounce.probe.many.Providers;
import whybounce.probe.plan.LateDns;
import whybounce.probe.plan.Plan;
import whybounce.probe.plan.Plan.NoWay;
import whybounce.probe.plan.Plan.Note;
import whybounce.probe.plan.Plan.Route;
import whybounce.probe.plan.Plan.Stop;
import whybounce.probe.plan.Planner;
import whybounce.probe.report.LiveText;
import whybounce.probe.report.Palette;
import whybounce.probe.report.Probed;
import whybounce.probe.report.TextReport;
import whybounce.probe.report.Trial;
import whybounce.probe.session.Collected;
import whybounce.probe.session.Endpoint;
import whybounce.probe.session.Entry;
import whybounce.probe.session.Entry.Concluded;
import whybounce.probe.session.Entry.Concluded.Result;
import whybounce.probe.session.SmtpSession;
import whybounce.probe.session.Transcript;
import whybounce.probe.session.TranscriptWriter;

/** Sends one message to one recipient, shows how, and explains what came of it. */
final class Sending {

    /** For one question to the DNS. */
    private static final Duration DNS_DEADLINE = Duration.ofSeconds(10);

    private static final int SUBMISSIONS = 465;

    private static final String NO_ADDRESS = "no server has an address of the family of --local-interface";

    private final SendRequest request;
    private final Catalogue catalogue;
    private final Clock clock;
    private final PrintStream out;
    private final Palette palette;
    private final Optional<GuideAddress> guide;
    private final TrialReport report;
    private final Terms terms;
    private final Dns dns;

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
                new LateDns(() -> dns(request)));
    }

    /** What all of many have in common. */
    record Common(Catalogue catalogue, Clock clock, PrintStream out, Palette palette, Optional<GuideAddress> guide) {}

    /** As one of many: on the terms of all, and with a DNS that they all ask. */
    Sending(SendRequest request, Common common, Terms terms, Dns dns) {
        this.request = request;
        this.terms = terms;
        this.dns = dns;
        this.catalogue = common.catalogue();
        this.clock = common.clock();
        this.out = common.out();
        this.palette = common.palette();
        this.guide = common.guide();
        this.report = new TrialReport(catalogue, palette, guide);
    }

    /** Sends it without a word, waits for it where that is asked for, and tells what came of it. */
    Probed quietly(TrialReport told, Providers providers) throws IOException {
        var message = TestMessage.of(request, clock.instant().atZone(ZoneOffset.UTC));
        try (var homeward = new Homeward(request, message, clock, out)) {
            var collected = new Collected(Transcript.NONE);
            collected.add(new Entry.Asked(Duration.ZERO, request.from(), request.to()));
            var end = conclusion(message, homeward, collected);
            collected.add(end);
            var probed = told.probed(Trial.of(collected.entries()), providers);
            boolean follows = request.follow().isPresent() && end.result() == Result.TAKEN;
            return follows ? probed.endingWith(await(homeward, end.peer()).number()) : probed;
        }
    }

    /** Sends it, shows how, and tells {@code files} what came of it. */
    ExitCode run(ResultFiles files) throws IOException {
        if (request.content().compared()) {
            var file = Path.of(request.content().file().orElseThrow());
            return new Comparing(request, this, report, files, out).run(file, palette, guide);
        }
        if (request.transcript().isEmpty()) {
            return alongside(Transcript.NONE, files);
        }
        try (var file = Files.newOutputStream(Path.of(request.transcript().get()));
                var writer = new TranscriptWriter(file, request.keepBody())) {
            return alongside(writer, files);
        }
    }

    /** Sends a message, shows how unless a program is to be told, and says what it came to. */
    Trial trial(TestMessage message) throws IOException {
        var collected = new Collected(Transcript.NONE);
        var told = request.json() ? collected : new LiveText(out, collected);
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
            var told = request.json() ? collected : new LiveText(out, collected);
            told.add(new Entry.Asked(Duration.ZERO, request.from(), request.to()));
            var end = conclusion(message, homeward, told);
            told.add(end);
            var trial = Trial.of(collected.entries());
            boolean follows = end.result() == Result.TAKEN && request.follow().isPresent();
            var ended = follows ? await(homeward, trial) : report.write(trial, request.json(), out);
            files.add(trial, report, ended);
            return ended;
        }
    }

    private ExitCode await(Homeward homeward, Trial trial) {
        if (!request.json()) {
            report.write(trial, false, out);
            return await(homeward, trial.end().peer());
        }
        var server = trial.end().peer().map(Peer::host).orElse("");
        return homeward.fate(server, new Explanations(catalogue, Optional.of(request.from())))
                .map(fate -> report.write(trial, fate, out))
                .orElse(ExitCode.GOOD);
    }

    private ExitCode await(Homeward homeward, Optional<Peer> server) {
        var explanations = new Explanations(catalogue, Optional.of(request.from()));
        return homeward.await(server.map(Peer::host).orElse(""), explanations, new TextReport(palette, guide));
    }

    private Concluded conclusion(TestMessage message, Homeward homeward, Transcript told) throws IOException {
        var begun = clock.instant();
        var plan = plan();
        plan.notes().forEach(note -> told.add(noted(words(note))));
        return plan instanceof NoWay none
                ? concluded(begun, Optional.empty(), none.failure())
                : along((Route) plan, message, homeward, told, begun);
    }

    private Concluded along(Route route, TestMessage message, Homeward homeward, Transcript told, Instant begun)
            throws IOException {
        var stops = within(route.stops());
        var refused = stops.isEmpty() ? Optional.of(NO_ADDRESS) : tooMuch(stops, begun);
        if (refused.isPresent()) {
            return concluded(begun, Optional.empty(), Result.NOT_TESTED, refused.get(), Optional.empty());
        }
        homeward.prepare();
        return inTurn(stops, message, told);
    }

    /** From an address of ours only those of its family can be reached. */
    private List<Stop> within(List<Stop> stops) {
        var local = request.link().local();
        return local.isEmpty()
                ? stops
                : stops.stream()
                        .filter(stop -> isIpv4(stop.endpoint().address()) == isIpv4(local.get()))
                        .toList();
    }

    private static boolean isIpv4(InetAddress address) {
        return address instanceof Inet4Address;
    }

    /** Why it would be too much; a server on this machine has limits of its own. */
    private Optional<String> tooMuch(List<Stop> stops, Instant now) throws IOException {
        var until = request.until().map(SendRequest.Stop::after);
        boolean probes = until.filter(stage -> stage == Stage.VRFY || stage == Stage.RCPT || stage == Stage.DATA)
                .isPresent();
        boolean asksNobody = until.isPresent() && !probes;
        if (asksNobody
                || stops.stream().allMatch(stop -> stop.endpoint().address().isLoopbackAddress())) {
            return Optional.empty();
        }
        var limits = request.limits();
        var home = Optional.ofNullable(System.getProperty("user.home")).orElse(".");
        var file = limits.state()
                .map(Path::of)
                .orElseGet(() -> Ledger.usual(Optional.ofNullable(System.getenv("XDG_STATE_HOME")), home));
        return new Ledger(file).note(request.to(), now, limits.perHour(), probes, limits.owned());
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

    private static String words(DeliveryFailure failure) {
        return failure instanceof Unreachable ? "No connection" : "This server has no time";
    }

    private Concluded deliver(Endpoint endpoint, TestMessage message, Transcript told) throws IOException {
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

    private Plan plan() {
        var planner = new Planner(dns, new Random());
        boolean fromTheFirst = request.security().encryption() == Encryption.FROM_THE_FIRST_BYTE;
        int port = request.port().orElse(fromTheFirst ? SUBMISSIONS : Planner.SMTP_PORT);
        return request.server()
                .map(server -> planner.toServer(server, port))
                .orElseGet(() ->
                        planner.toDomain(request.to().substring(request.to().lastIndexOf('@') + 1), port));
    }

    static Dns dns(SendRequest request) {
        return request.resolver()
                .map(server -> (Dns) Dnsjava.at(List.of(server), DNS_DEADLINE))
                .orElseGet(() -> Dnsjava.system(DNS_DEADLINE));
    }

    private static String words(Note note) {
        return switch (note.kind()) {
            case IMPLICIT_MX -> note.host() + " has no MX record, so mail goes to itself";
            case WITHOUT_ADDRESS -> note.host() + " has no address";
            case NOT_ASKED -> "The DNS did not say what addresses " + note.host() + " has";
            case NULL_MX_AMONG_OTHERS -> note.host() + " has a null MX record beside others";
            case ALIAS_AS_MX -> "An MX record names the alias " + note.host() + "; it should name the host itself";
            case ADDRESS_AS_MX -> "An MX record names the address " + note.host() + " instead of a host";
        };
    }
}
