package whybounce.probe;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import whybounce.catalogue.Catalogue;
import whybounce.catalogue.LookAlike;
import whybounce.catalogue.OwnRule;
import whybounce.classify.Classifier;
import whybounce.classify.Diagnosis;
import whybounce.classify.LookAlikes;
import whybounce.explain.Explainer;
import whybounce.explain.Reader;
import whybounce.explain.Reader.Kind;
import whybounce.failure.RecipientOutcome;
import whybounce.probe.report.Answer;
import whybounce.probe.report.Explained;

/** Explains what was given: the replies in it, and what only looks like one. */
final class Explanations {

    private static final String SOMEBODY = "sender@example.com";

    private final Classifier classifier;
    private final Explainer explainer;
    private final Catalogue catalogue;
    private final Optional<String> sender;

    Explanations(Catalogue catalogue, Optional<String> sender) {
        this.classifier = new Classifier(catalogue);
        this.explainer = new Explainer(catalogue);
        this.catalogue = catalogue;
        this.sender = sender;
    }

    Answer of(Reading reading) {
        var recipients = reading.outcomes().stream()
                .map(outcome -> explained(outcome, reading.stageKnown()))
                .toList();
        return reading.pasted()
                .map(pasted -> of(pasted, recipients))
                .orElseGet(() -> new Answer(Optional.empty(), recipients, Optional.empty()));
    }

    private Answer of(Pasted pasted, List<Explained> recipients) {
        // Only what somebody pasted can be one.
        var lookAlikes = new LookAlikes(catalogue);
        if (pasted.isAnswer()) {
            var besides = recipients.stream()
                    .flatMap(each -> lookAlikes.besides(pasted.text(), each.diagnosis()).stream())
                    .findFirst();
            return new Answer(Optional.empty(), recipients, besides);
        }
        var instead = lookAlikes.find(pasted.text());
        var answers = recipients.stream()
                .filter(each -> instead.isEmpty()
                        || isOwn(each.diagnosis())
                        || saysMore(instead.get(), pasted, each.diagnosis()))
                .toList();
        return new Answer(instead, answers, Optional.empty());
    }

    /** Whether a rule of the operator decided. */
    private static boolean isOwn(Diagnosis diagnosis) {
        return diagnosis.best().filter(best -> OwnRule.isOwn(best.rule())).isPresent();
    }

    /** Whether the server's answer in a program's message tells more than that message. */
    private static boolean saysMore(LookAlike lookAlike, Pasted pasted, Diagnosis diagnosis) {
        return (pasted.hasReply() || lookAlike.wrapsAnswer())
                && diagnosis
                        .best()
                        .filter(best ->
                                !lookAlike.confusedWith().contains(best.cause().id()))
                        .isPresent();
    }

    private Explained explained(RecipientOutcome outcome, boolean stageKnown) {
        var any = outcome.lastAttempt().map(classifier::diagnose).orElseGet(() -> new Diagnosis(List.of()));
        var diagnosis = outcome.recipient().equals(Source.SOMEBODY) ? any : any.to(outcome.recipient());
        var own = new Reader(Kind.OWN_SENDER, Locale.getDefault(), sender.orElse(SOMEBODY));
        var postmaster = new Reader(Kind.POSTMASTER, Locale.getDefault(), sender);
        return new Explained(
                outcome,
                stageKnown,
                diagnosis,
                explainer.explain(outcome, diagnosis, List.of(), own),
                explainer.explain(outcome, diagnosis, List.of(), postmaster));
    }
}
