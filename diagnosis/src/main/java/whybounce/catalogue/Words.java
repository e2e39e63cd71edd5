package whybounce.catalogue;

import java.util.List;

/**
 * What people read about one cause in one language: templates with placeholders such as {@code {recipient}}.
 *
 * @param headline half a sentence that goes on from "Your message to ann@example.org was not delivered: "
 * @param happened what happened, for a sender: two sentences at most
 * @param delayed the same while it is still being tried; empty when {@code happened} serves
 * @param senderSteps what a sender of ours does, in order
 * @param foreignSteps what a sender of another system does, where that differs; empty when {@code senderSteps} serve
 * @param postmaster what the administrator of this relay should know, with the technical terms
 * @param postmasterSteps what that administrator does, in order
 */
public record Words(
        String headline,
        String happened,
        String delayed,
        List<String> senderSteps,
        List<String> foreignSteps,
        String postmaster,
        List<String> postmasterSteps) {

    public Words {
        senderSteps = List.copyOf(senderSteps);
        foreignSteps = List.copyOf(foreignSteps);
        postmasterSteps = List.copyOf(postmasterSteps);
    }
}
