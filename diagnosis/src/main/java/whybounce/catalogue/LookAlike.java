package whybounce.catalogue;

import java.util.List;

/**
 * What people take for a mail server's answer to a message, and is none: what a mail program, a web site or a device says
 * of its own, or what a server answers to its log-in.
 *
 * @param id stable: a file name and, behind {@code look-alike-}, the name of a guide page
 * @param shownBy the programs that show it
 * @param headline half a sentence's worth: what it tells
 * @param meaning what happened, two or three sentences
 * @param steps what the person at the program does, in order; a line feed sets off a command to copy
 * @param administratorSteps what those do who run the mail server that the program talks to
 * @param confusedWith ids of causes for which it is mistaken
 * @param difference how it differs from those; empty where there are none
 * @param wrapsAnswer whether a server's answer, which says more, usually stands behind it
 * @param references standards it rests on
 * @param rules how it is recognised
 */
public record LookAlike(
        String id,
        String shownBy,
        String headline,
        String meaning,
        List<String> steps,
        List<String> administratorSteps,
        List<String> confusedWith,
        String difference,
        boolean wrapsAnswer,
        List<String> references,
        List<Rule> rules) {

    public LookAlike {
        steps = List.copyOf(steps);
        administratorSteps = List.copyOf(administratorSteps);
        confusedWith = List.copyOf(confusedWith);
        references = List.copyOf(references);
        rules = List.copyOf(rules);
    }

    /** The name of its page in the guide. */
    public String page() {
        return "look-alike-" + id;
    }
}
