package whybounce.probe;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
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
import whybounce.failure.Attempt;
import whybounce.failure.DeliveryFailure;
import whybounce.failure.DeliveryFailure.Broken;
import whybounce.failure.DeliveryFailure.LocalRefusal;
import whybounce.failure.DeliveryFailure.NoRoute;
import whybounce.failure.DeliveryFailure.Refused;
import whybounce.failure.DeliveryFailure.TlsFailed;
import whybounce.failure.DeliveryFailure.Unexplained;
import whybounce.failure.DeliveryFailure.Unreachable;
import whybounce.failure.RecipientOutcome;
import whybounce.failure.RecipientOutcome.Action;
import whybounce.failure.Stage;
import whybounce.probe.SendRequest.Encryption;
import whybounce.probe.SendRequest.Login;
import whybounce.probe.plan.LateDns;
import whybounce.probe.plan.Plan;
import whybounce.probe.plan.Plan.NoWay;
import whybounce.probe.plan.Plan.Note;
import whybounce.probe.plan.Plan.Route;
import whybounce.probe.plan.Plan.Stop;
import whybounce.probe.plan.Planner;
import whybounce.probe.report.LiveText;
import whybounce.probe.report.Palette;
import whybounce.probe.report.TextReport;
import whybounce.probe.session.Credentials;
import whybounce.probe.session.Endpoint;
import whybounce.probe.session.Patience;
import whybounce.probe.session.Secret;
import whybounce.probe.session.SessionOptions;
import whybounce.probe.session.SmtpSession;
import whybounce.probe.session.Tls;
import whybounce.probe.session.Transcript;
import whybounce.probe.session.TranscriptWriter;

/** Sends one message to one recipient, shows how, and explains what came of it. */
final class Sending {

    /** For one question to the DNS. */
    private static final Duration DNS_DEADLINE = Duration.ofSeconds(10);

    private static final int SUBMISSIONS = 465;

    private final SendRequest request;
    private final Catalogue catalogue;
    private final Clock clock;
    private final PrintStream out;
    private final TextReport report;

    Sending(
            SendRequest request,
            Catalogue catalogue,
            Clock clock,
            PrintStream out,
            Palette palette,
            Optional<GuideAddress> guide) {
        this.request = request;
        this.catalogue = catalogue;
        this.clock = clock;
        this.out = out;
        this.report = new TextReport(palette, guide);
    }

    ExitCode run() throws IOException {
        var begun = clock.instant();
        var plan = plan();
        plan.notes().forEach(this::tell);
        return switch (plan) {
            case NoWay(NoRoute failure, List<Note> notes) ->
                explained(new Attempt(begun, since(begun), Optional.empty(), failure));
            case Route(List<Stop> stops, List<Note> notes) -> alongside(stops);
        };
    }

    private ExitCode alongside(List<Stop> stops) throws IOException {
        if (request.transcript().isEmpty()) {
            return inTurn(stops, Transcript.NONE);
        }
        try (var file = Files.newOutputStream(Path.of(request.transcript().get()));
                var writer = new TranscriptWriter(file, request.keepBody())) {
            return inTurn(stops, writer);
        }
    }

    /** Goes on to the next server where a relay would: no connection, or a server that has no time. */
    private ExitCode inTurn(List<Stop> stops, Transcript transcript) throws IOException {
        var message = TestMessage.of(request, clock.instant().atZone(ZoneOffset.UTC));
        try (var homeward = new Homeward(request, message, clock, out)) {
            homeward.prepare();
            return inTurn(stops, message, transcript, homeward);
        }
    }

    private ExitCode inTurn(List<Stop> stops, TestMessage message, Transcript transcript, Homeward homeward)
            throws IOException {
        for (int at = 0; ; at++) {
            var endpoint = stops.get(at).endpoint();
            var begun = clock.instant();
            var failure = deliver(endpoint, message, transcript);
            if (failure.isEmpty()) {
                return request.until().isPresent()
                        ? ExitCode.GOOD
                        : homeward.await(
                                endpoint.host(), new Explanations(catalogue, Optional.of(request.from())), report);
            }
            if (at == stops.size() - 1 || !isForNext(failure.get())) {
                return explained(new Attempt(begun, since(begun), Optional.of(endpoint.peer()), failure.get()));
            }
            out.println("=== " + words(failure.get()) + "; on to the next address");
        }
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

    private Optional<DeliveryFailure> deliver(Endpoint endpoint, TestMessage message, Transcript transcript)
            throws IOException {
        var live = new LiveText(out, transcript);
        try (var smtp = new SmtpSession(endpoint, options(endpoint, live), clock)) {
            var delivery = new Delivery(smtp, request, message, endpoint.host(), helo(), credentials());
            var failure = delivery.run();
            if (failure.isEmpty()) {
                out.println(delivery.taken()
                        .map(said -> "Taken by " + endpoint.host() + ". Whether it arrives, its mailbox tells.")
                        .orElse("Stopped as asked. Nothing was sent."));
            }
            return failure;
        }
    }

    private SessionOptions options(Endpoint endpoint, Transcript live) {
        var times = request.times();
        var options = SessionOptions.USUAL
                .with(new Patience(times.idle(), times.idle(), times.total()))
                .with(live);
        if (request.encryption() == Encryption.FROM_THE_FIRST_BYTE) {
            var tls = Tls.of(endpoint.host());
            options = options.with(request.verify() ? tls.strictly() : tls);
        }
        return request.login().filter(Login::inClear).isPresent() ? options.withAuthInClear() : options;
    }

    private Plan plan() {
        var planner = new Planner(new LateDns(this::dns), new Random());
        boolean fromTheFirst = request.encryption() == Encryption.FROM_THE_FIRST_BYTE;
        int port = request.port().orElse(fromTheFirst ? SUBMISSIONS : Planner.SMTP_PORT);
        return request.server()
                .map(server -> planner.toServer(server, port))
                .orElseGet(() ->
                        planner.toDomain(request.to().substring(request.to().lastIndexOf('@') + 1), port));
    }

    private Dns dns() {
        return request.resolver()
                .map(server -> (Dns) Dnsjava.at(List.of(server), DNS_DEADLINE))
                .orElseGet(() -> Dnsjava.system(DNS_DEADLINE));
    }

    private void tell(Note note) {
        out.println("=== "
                + switch (note.kind()) {
                    case IMPLICIT_MX -> note.host() + " has no MX record, so mail goes to itself";
                    case WITHOUT_ADDRESS -> note.host() + " has no address";
                    case NOT_ASKED -> "The DNS did not say what addresses " + note.host() + " has";
                    case NULL_MX_AMONG_OTHERS -> note.host() + " has a null MX record beside others";
                    case ADDRESS_AS_MX -> "An MX record names the address " + note.host() + " instead of a host";
                });
    }

    private String helo() {
        return request.helo().orElseGet(() -> {
            try {
                return InetAddress.getLocalHost().getHostName();
            } catch (UnknownHostException nameless) {
                return "localhost";
            }
        });
    }

    private Optional<Credentials> credentials() throws IOException {
        if (request.login().isEmpty()) {
            return Optional.empty();
        }
        var login = request.login().get();
        var secret = Secret.of(password(login));
        return Optional.of(
                switch (login.mechanism()) {
                    case "PLAIN" -> new Credentials.Plain(login.user(), secret);
                    case "LOGIN" -> new Credentials.Login(login.user(), secret);
                    case "CRAM-MD5" -> new Credentials.CramMd5(login.user(), secret);
                    case "XOAUTH2" -> new Credentials.Xoauth2(login.user(), secret);
                    default -> new Credentials.ScramSha256(login.user(), secret);
                });
    }

    private static String password(Login login) throws IOException {
        try (var lines = Files.lines(Path.of(login.passwordFile()), StandardCharsets.UTF_8)) {
            return lines.findFirst().orElse("");
        }
    }

    private ExitCode explained(Attempt attempt) {
        var failure = attempt.failure();
        boolean delayed = failure instanceof Refused && failure.isTransient();
        var outcome = new RecipientOutcome(
                request.to(),
                Optional.empty(),
                delayed ? Action.DELAYED : Action.FAILED,
                List.of(attempt),
                attempt.time(),
                Optional.empty());
        var answer = new Explanations(catalogue, Optional.of(request.from()))
                .of(new Reading(List.of(outcome), Optional.empty(), true));
        out.println();
        out.print(report.write(answer));
        return ExitCode.of(failure);
    }

    private Duration since(Instant begun) {
        return Duration.between(begun, clock.instant());
    }
}
