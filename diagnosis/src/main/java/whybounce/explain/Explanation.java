package whybounce.explain;

import java.util.List;
import java.util.Locale;
import whybounce.catalogue.Actor;

/**
 * One outcome in words. Plain text of ours throughout; of remote text there are only bounded, cleaned facts in it.
 *
 * @param headline one sentence, no code
 * @param reason the end of the headline, behind its colon, where several recipients share one
 * @param happened two sentences at most
 * @param whoMustAct for the words "who must act" and for colour and grouping
 * @param actor {@code whoMustAct} as this reader is told it ("You", "Your mail administrator", ...)
 * @param steps what that person does, in order; a line feed sets off a record to copy
 * @param retry whether it is tried again, until when, and whether sending again helps
 * @param confidence how sure we are of the cause
 * @param postmaster what an administrator should know; empty for a foreign sender
 * @param postmasterSteps what an administrator does, in order; empty where {@code steps} say it, and for a foreign sender
 */
public record Explanation(
        String headline,
        String reason,
        String happened,
        Actor whoMustAct,
        String actor,
        List<String> steps,
        String retry,
        String confidence,
        List<String> postmaster,
        List<String> postmasterSteps,
        Locale locale) {

    public Explanation {
        steps = List.copyOf(steps);
        postmaster = List.copyOf(postmaster);
        postmasterSteps = List.copyOf(postmasterSteps);
    }

    /** The same with another name for who must act, as where one explanation stands for several recipients. */
    public Explanation withActor(String other) {
        return new Explanation(
                headline,
                reason,
                happened,
                whoMustAct,
                other,
                steps,
                retry,
                confidence,
                postmaster,
                postmasterSteps,
                locale);
    }
}
