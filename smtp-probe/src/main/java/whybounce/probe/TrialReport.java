package whybounce.probe;

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import whybounce.catalogue.Catalogue;
import whybounce.explain.GuideAddress;
import whybounce.failure.Attempt;
import whybounce.failure.DeliveryFailure;
import whybounce.failure.DeliveryFailure.Refused;
import whybounce.failure.DeliveryFailure.Unexplained;
import whybounce.failure.Peer;
import whybounce.failure.RecipientOutcome;
import whybounce.failure.RecipientOutcome.Action;
import whybounce.probe.many.Providers;
import whybounce.probe.report.ComparisonJson.Side;
import whybounce.probe.report.Explained;
import whybounce.probe.report.Fate;
import whybounce.probe.report.Palette;
import whybounce.probe.report.Probed;
import whybounce.probe.report.Trial;
import whybounce.probe.report.TrialJson;
import whybounce.probe.report.TrialText;
import whybounce.probe.report.TrialVerdict;

/** Tells what a message came to, whether it was sent just now or a transcript tells of it. */
final class TrialReport {

    /** How the catalogue's rules name it; the network says nothing. */
    private static final String PORT_BLOCKED = "outbound port 25 is blocked: no server answered there";

    private final Catalogue catalogue;
    private final Palette palette;
    private final Optional<GuideAddress> guide;
    private Optional<String> lastSender = Optional.empty();
    private Optional<Explanations> last = Optional.empty();

    TrialReport(Catalogue catalogue, Palette palette, Optional<GuideAddress> guide) {
        this.catalogue = catalogue;
        this.palette = palette;
        this.guide = guide;
    }

    /** Writes it, and says how the command ends. */
    ExitCode write(Trial trial, boolean json, PrintStream out) {
        var explained = trial.end().failure().flatMap(failure -> explained(trial, failure));
        var verdict = TrialVerdict.of(trial, explained);
        var code = code(trial);
        out.print(
                json
                        ? TrialJson.write(trial, verdict, explained, code.number(), guide)
                        : TrialText.write(trial, verdict, explained, palette, guide));
        return code;
    }

    /** What it came to, as files and tables tell it. */
    Probed probed(Trial trial, Providers providers) {
        var explained = trial.end().failure().flatMap(failure -> explained(trial, failure));
        return Probed.of(
                trial,
                TrialVerdict.of(trial, explained),
                providers.of(trial, explained),
                explained,
                code(trial).number());
    }

    /** Writes for a program what became of a message that was taken. */
    ExitCode write(Trial trial, Fate fate, PrintStream out) {
        out.print(TrialJson.write(trial, TrialVerdict.of(trial, Optional.empty()), fate, guide));
        return new ExitCode(fate.exitCode());
    }

    /** What is told of it as one of two. */
    Side side(Trial trial) {
        var explained = trial.end().failure().flatMap(failure -> explained(trial, failure));
        return new Side(
                trial, TrialVerdict.of(trial, explained), explained, code(trial).number());
    }

    static ExitCode code(Trial trial) {
        return switch (trial.end().result()) {
            case TAKEN, STOPPED -> ExitCode.GOOD;
            case NOT_TESTED -> ExitCode.UNDETERMINED;
            case FAILED -> trial.end().failure().map(ExitCode::of).orElse(ExitCode.PROBLEM);
        };
    }

    private Optional<Explained> explained(Trial trial, DeliveryFailure failure) {
        if (trial.isOfOurSide()) {
            return Optional.empty(); // The catalogue speaks of a relay and of the recipient, and it is neither.
        }
        boolean delayed = failure instanceof Refused && failure.isTransient();
        var blocked = TrialVerdict.isPortBlocked(trial);
        // It is not this server whom nobody reaches.
        Optional<Peer> peer = blocked ? Optional.empty() : trial.end().peer();
        var told = blocked ? new Unexplained(PORT_BLOCKED) : failure;
        var attempt = new Attempt(trial.end().time(), trial.end().took(), peer, told);
        var outcome = new RecipientOutcome(
                trial.to().isEmpty() ? Source.SOMEBODY : trial.to(),
                Optional.empty(),
                delayed ? Action.DELAYED : Action.FAILED,
                List.of(attempt),
                attempt.time(),
                Optional.empty());
        var sender = Optional.of(trial.from()).filter(from -> !from.isEmpty());
        return explanations(sender).of(new Reading(List.of(outcome), Optional.empty(), true)).recipients().stream()
                .findFirst();
    }

    /** Of many trials nearly all have the same sender. */
    private synchronized Explanations explanations(Optional<String> sender) {
        if (last.isEmpty() || !lastSender.equals(sender)) {
            last = Optional.of(new Explanations(catalogue, sender));
            lastSender = sender;
        }
        return last.get();
    }
}
