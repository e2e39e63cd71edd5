package whybounce.dsn.write;

import java.util.List;
import java.util.Locale;
import whybounce.catalogue.Actor;
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

    /** A recipient of a plain report: only what is certain. */
    public static Told unexplained(RecipientOutcome outcome) {
        var silence =
                new Explanation("", "", "", Actor.NOBODY, "", List.of(), "", "", List.of(), List.of(), Locale.ENGLISH);
        return new Told(outcome, new Diagnosis(List.of()), List.of(), silence);
    }
}
