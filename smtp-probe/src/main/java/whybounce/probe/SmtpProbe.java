package whybounce.probe;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import whybounce.catalogue.Catalogue;
import whybounce.classify.Classifier;
import whybounce.classify.Diagnosis;
import whybounce.explain.Explainer;
import whybounce.explain.Reader;
import whybounce.explain.Reader.Kind;
import whybounce.failure.RecipientOutcome;
import whybounce.probe.Command.Classify;
import whybounce.probe.Command.Explain;
import whybounce.probe.Command.Help;
import whybounce.probe.Command.Version;
import whybounce.probe.Command.Wrong;
import whybounce.probe.report.Explained;
import whybounce.probe.report.JsonReport;
import whybounce.probe.report.Palette;
import whybounce.probe.report.TextReport;

/** One run of the command line: arguments in, text out. */
final class SmtpProbe {

    private static final String SOMEBODY = "sender@example.com";

    private final Source source;
    private final Palette palette;
    private final PrintStream out;
    private final PrintStream err;

    SmtpProbe(Source source, Palette palette, PrintStream out, PrintStream err) {
        this.source = source;
        this.palette = palette;
        this.out = out;
        this.err = err;
    }

    ExitCode run(List<String> arguments) {
        return switch (CommandLine.read(arguments)) {
            case Explain request -> explain(request);
            case Classify(var input) -> classify(input);
            case Help() -> say(Usage.HELP);
            case Version() -> say(Usage.version());
            case Wrong(var why) -> wrong(why);
        };
    }

    private ExitCode say(String text) {
        out.print(text);
        return ExitCode.GOOD;
    }

    private ExitCode wrong(String why) {
        err.println("smtp-probe: " + why);
        err.println("smtp-probe --help says what there is");
        return ExitCode.WRONG_USAGE;
    }

    private ExitCode explain(Explain request) {
        try {
            var outcomes = source.read(request);
            if (outcomes.isEmpty()) {
                err.println("smtp-probe: nothing failed: there is no refusal and no failed recipient in it");
                return ExitCode.PROBLEM;
            }
            return tell(explained(outcomes, request.sender()), request.json());
        } catch (IOException e) {
            err.println("smtp-probe: " + e.getMessage());
            return ExitCode.PROBLEM;
        }
    }

    private ExitCode classify(String input) {
        try (var in = source.open(input)) {
            return new Classification(in).write(out) ? ExitCode.GOOD : ExitCode.PROBLEM;
        } catch (IOException e) {
            err.println("smtp-probe: " + e.getMessage());
            return ExitCode.PROBLEM;
        }
    }

    private static List<Explained> explained(List<RecipientOutcome> outcomes, Optional<String> sender) {
        var catalogue = Catalogue.shipped();
        var classifier = new Classifier(catalogue);
        var explainer = new Explainer(catalogue);
        return outcomes.stream()
                .map(outcome -> explained(outcome, sender, classifier, explainer))
                .toList();
    }

    private static Explained explained(
            RecipientOutcome outcome, Optional<String> from, Classifier classifier, Explainer explainer) {
        var diagnosis = outcome.lastAttempt().map(classifier::diagnose).orElseGet(() -> new Diagnosis(List.of()));
        var sender = new Reader(Kind.OWN_SENDER, Locale.getDefault(), from.orElse(SOMEBODY));
        var postmaster = new Reader(Kind.POSTMASTER, Locale.getDefault(), from);
        return new Explained(
                outcome,
                diagnosis,
                explainer.explain(outcome, diagnosis, List.of(), sender),
                explainer.explain(outcome, diagnosis, List.of(), postmaster));
    }

    private ExitCode tell(List<Explained> recipients, boolean json) {
        if (json) {
            out.print(JsonReport.write(recipients));
        } else {
            var report = new TextReport(palette);
            out.print(String.join("\n", recipients.stream().map(report::write).toList()));
        }
        boolean known = recipients.stream().allMatch(SmtpProbe::known);
        return known ? ExitCode.GOOD : ExitCode.UNDETERMINED;
    }

    private static boolean known(Explained explained) {
        return explained.diagnosis().confidence() != Diagnosis.Confidence.UNKNOWN;
    }

    /** Colour on a terminal only, and never against NO_COLOR (any value but the empty one). */
    static Palette palette(boolean terminal, Optional<String> noColor) {
        return terminal && noColor.orElse("").isEmpty() ? Palette.COLOUR : Palette.PLAIN;
    }
}
