package whybounce.probe;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import whybounce.catalogue.Catalogue;
import whybounce.check.DomainName;
import whybounce.check.Finding;
import whybounce.check.Grade;
import whybounce.check.Ours;
import whybounce.check.dmarc.Dmarc.Claim;
import whybounce.check.dmarc.DmarcVerdict.Method;
import whybounce.check.message.ContentChecks;
import whybounce.check.message.MessageChecks;
import whybounce.check.message.SentMessage;
import whybounce.check.route.RouteChecks;
import whybounce.check.route.RouteChecks.Side;
import whybounce.check.spf.SpfChecks;
import whybounce.dns.Dns;
import whybounce.dns.Hurried;
import whybounce.probe.Command.Diagnose;
import whybounce.probe.doctor.Examination;
import whybounce.probe.report.Explained;
import whybounce.probe.report.Palette;
import whybounce.probe.report.ReplacedFile;
import whybounce.probe.report.Visible;
import whybounce.probe.steps.Bounce;
import whybounce.probe.steps.FiveSteps;
import whybounce.probe.steps.Next;
import whybounce.probe.steps.Pack;
import whybounce.probe.steps.StepsJson;
import whybounce.probe.steps.StepsText;

/** Runs {@code diagnose}. */
final class Diagnosing {

    /** For all questions together, and for reading a message. */
    private static final Duration IN_ALL = Duration.ofSeconds(3);

    private final Diagnose request;
    private final Catalogue catalogue;
    private final Palette palette;
    private final Clock clock;

    Diagnosing(Diagnose request, Catalogue catalogue, Palette palette, Clock clock) {
        this.request = request;
        this.catalogue = catalogue;
        this.palette = palette;
        this.clock = clock;
    }

    ExitCode run(Source source, PrintStream out, PrintStream err) throws IOException {
        var examination = new Examination(request.checks());
        var unknown = examination.unknownLists();
        if (!unknown.isEmpty()) {
            return wrong("no block list that we ask: " + String.join(", ", unknown), err);
        }
        if (request.checks().resolvers().stream().anyMatch(InetSocketAddress::isUnresolved)) {
            return wrong("a resolver cannot be found; name it by its address", err);
        }
        return run(source, examination.dns(), out, err);
    }

    private static ExitCode wrong(String why, PrintStream err) {
        err.println("smtp-probe: diagnose: " + why);
        return ExitCode.WRONG_USAGE;
    }

    /** Asks this DNS. */
    ExitCode run(Source source, Dns dns, PrintStream out, PrintStream err) throws IOException {
        var bounce = new BounceReader(request, source, catalogue, clock).read();
        if (bounce.answer().isEmpty()) {
            err.println("smtp-probe: nothing failed: there is no refusal and no failed recipient in it");
            return ExitCode.PROBLEM;
        }
        var hurried = new Hurried(dns, IN_ALL);
        var steps = new FiveSteps(bounce, checked(bounce, hurried), content(bounce, hurried), clock.instant());
        return tell(steps, out);
    }

    private ExitCode tell(FiveSteps steps, PrintStream out) throws IOException {
        var code = code(steps);
        if (request.pack().isPresent()) {
            try (var file = new ReplacedFile(Path.of(request.pack().get()))) {
                file.writer().write(Pack.write(steps));
                file.replace();
            }
        }
        if (request.checks().json()) {
            out.print(StepsJson.write(steps, code.number()));
            return code;
        }
        out.print(new StepsText(palette).write(steps));
        if (request.pack().isPresent()) {
            out.println(
                    "\nThe pack to send is in " + Visible.text(request.pack().get()) + ".");
        } else if (steps.nexts().contains(Next.ESCALATE)) {
            out.println("\nWith --pack FILE the pack to send is written.");
        }
        return code;
    }

    /** Nothing where no domain is known that could be asked about. */
    private Optional<List<Finding>> checked(Bounce bounce, Dns dns) {
        var remotes = bounce.answer().recipients().stream()
                .map(Explained::outcome)
                .map(outcome -> outcome.recipient())
                .filter(recipient -> !recipient.equals(Source.SOMEBODY))
                .flatMap(recipient -> DomainName.of(BounceReader.domain(recipient)).stream())
                .distinct()
                .toList();
        var sender = bounce.from().map(BounceReader::domain).flatMap(DomainName::of);
        if (sender.isPresent()) {
            var order = request.checks().about(sender.get().text(), bounce.addresses(), remotes);
            return Optional.of(new Examination(order).findings(dns));
        }
        return Optional.of(remotes.stream()
                        .flatMap(remote -> new RouteChecks(dns).of(remote, Side.THEIRS).stream())
                        .toList())
                .filter(found -> !found.isEmpty());
    }

    private Optional<List<Finding>> content(Bounce bounce, Dns dns) {
        if (bounce.message().isEmpty() || !bounce.whole()) {
            return Optional.empty();
        }
        var octets = bounce.message().get().toByteArray();
        var message = new SentMessage(() -> new ByteArrayInputStream(octets), IN_ALL, clock.instant());
        var sender = bounce.from().map(BounceReader::domain).flatMap(DomainName::of);
        var ours = new Ours(
                domain -> sender.filter(own -> domain.isWithin(own.text())).isPresent(), List.of());
        var claims =
                sender.map(domain -> envelope(domain, bounce, dns)).stream().toList();
        var findings = new ArrayList<>(new MessageChecks(dns, ours).of(message, claims));
        findings.addAll(ContentChecks.of(message, Optional.empty()));
        return Optional.of(findings);
    }

    /** What SPF proves of the envelope's sender, for the alignment with From. */
    private static Claim envelope(DomainName domain, Bounce bounce, Dns dns) {
        var spf = new SpfChecks(dns);
        var helo = bounce.helo().orElse(domain.text());
        var addresses = bounce.addresses().stream()
                .map(address -> spf.address(domain, address, helo))
                .toList();
        return new Claim(Method.SPF, domain.text(), SpfChecks.proven(addresses));
    }

    private static ExitCode code(FiveSteps steps) {
        boolean known = steps.bounce().answer().recipients().stream().allMatch(Explained::isKnown);
        var findings = new ArrayList<>(steps.checked().orElse(List.of()));
        findings.addAll(steps.content().orElse(List.of()));
        if (findings.stream().anyMatch(finding -> finding.grade() == Grade.PROBLEM)) {
            return ExitCode.PROBLEM;
        }
        boolean silent = findings.stream().anyMatch(finding -> finding.grade() == Grade.NOT_TESTED);
        return known && !silent ? ExitCode.GOOD : ExitCode.UNDETERMINED;
    }
}
