package whybounce.explain;

import java.util.List;
import whybounce.catalogue.Catalogue;
import whybounce.classify.Diagnosis;
import whybounce.failure.Observation;
import whybounce.failure.RecipientOutcome;

/** Puts what became of a recipient into words. Thread-safe. */
public final class Explainer {

    public Explainer(Catalogue catalogue) {}

    @SuppressWarnings("DoNotCallSuggester") // filled in next
    public Explanation explain(
            RecipientOutcome outcome, Diagnosis diagnosis, List<Observation> observations, Reader reader) {
        throw new UnsupportedOperationException("not yet");
    }
}
