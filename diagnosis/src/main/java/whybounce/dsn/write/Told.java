package whybounce.dsn.write;

import java.util.List;
import whybounce.classify.Diagnosis;
import whybounce.explain.Explanation;
import whybounce.failure.Observation;
import whybounce.failure.RecipientOutcome;

/** One recipient of a report: what became of it, why, and in which words. */
public record Told(
        RecipientOutcome outcome, Diagnosis diagnosis, List<Observation> observations, Explanation explanation) {

    public Told {
        observations = List.copyOf(observations);
    }
}
