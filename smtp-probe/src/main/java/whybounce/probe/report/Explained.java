package whybounce.probe.report;

import whybounce.catalogue.Cause;
import whybounce.classify.Diagnosis;
import whybounce.explain.Explanation;
import whybounce.failure.RecipientOutcome;

/**
 * One recipient's outcome, its cause, and what each reader would be told.
 *
 * @param stageKnown whether somebody said at which stage it failed
 */
public record Explained(
        RecipientOutcome outcome,
        boolean stageKnown,
        Diagnosis diagnosis,
        Explanation forSender,
        Explanation forPostmaster) {

    /** The name of the guide's page about it. */
    public String page() {
        return diagnosis.best().map(finding -> finding.cause().id()).orElse(Cause.UNKNOWN);
    }

    /** Whether a cause is known. */
    public boolean isKnown() {
        return diagnosis.best().isPresent();
    }
}
