package whybounce.explain;

import java.util.List;
import java.util.Locale;
import whybounce.catalogue.Actor;

/**
 * One outcome in words. Plain text of ours throughout; nothing in it is remote text.
 *
 * @param headline one sentence, no code
 * @param happened two sentences at most
 * @param whoMustAct for the words "who must act" and for colour and grouping
 * @param actor {@code whoMustAct} as this reader is told it ("You", "Your mail administrator", ...)
 * @param steps what that person does, in order
 * @param retry whether it is tried again, until when, and whether sending again helps
 * @param postmaster what an administrator should know; empty for a foreign sender
 */
public record Explanation(
        String headline,
        String happened,
        Actor whoMustAct,
        String actor,
        List<String> steps,
        String retry,
        List<String> postmaster,
        Locale locale) {

    public Explanation {
        steps = List.copyOf(steps);
        postmaster = List.copyOf(postmaster);
    }
}
