package whybounce.explain;

import java.util.List;
import whybounce.catalogue.Catalogue;
import whybounce.catalogue.Cause;
import whybounce.classify.Diagnosis;
import whybounce.failure.Observation;
import whybounce.failure.RecipientOutcome;

/** Puts what became of a recipient into words. Thread-safe. */
public final class Explainer {

    private final Catalogue catalogue;

    public Explainer(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    public Explanation explain(
            RecipientOutcome outcome, Diagnosis diagnosis, List<Observation> observations, Reader reader) {
        var cause = diagnosis.best().map(finding -> finding.cause()).orElseGet(() -> catalogue.cause(Cause.UNKNOWN));
        var words = catalogue.words(cause.id(), reader.locale());
        return new Wording(outcome, diagnosis, observations, reader, cause, words).explanation();
    }
}
