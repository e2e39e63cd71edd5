package whybounce.probe.report;

import java.util.List;
import java.util.Optional;
import whybounce.catalogue.LookAlike;

/**
 * What {@code explain} says.
 *
 * @param instead what the text is, where it is no answer of a server to a message
 * @param recipients what was found about each recipient that a message did not reach
 * @param besides what the answer would mean if a mail program of one's own had shown it
 */
public record Answer(Optional<LookAlike> instead, List<Explained> recipients, Optional<LookAlike> besides) {

    public Answer {
        recipients = List.copyOf(recipients);
    }

    /** Whether there is nothing to say. */
    public boolean isEmpty() {
        return instead.isEmpty() && recipients.isEmpty();
    }
}
