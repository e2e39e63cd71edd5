package whybounce.probe;

import java.util.List;
import java.util.Optional;
import whybounce.failure.RecipientOutcome;

/**
 * What was given to {@code explain}.
 *
 * @param outcomes what failed in it
 * @param pasted the text; empty where it was a notification, which says all by itself
 * @param stageKnown whether anything says at which stage of a session a reply was given
 */
record Reading(List<RecipientOutcome> outcomes, Optional<Pasted> pasted, boolean stageKnown) {

    Reading {
        outcomes = List.copyOf(outcomes);
    }
}
