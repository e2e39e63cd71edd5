package whybounce.catalogue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What people read about one cause in one language: templates with placeholders such as {@code {recipient}}. In a step a
 * line feed sets off a command or record to copy.
 *
 * @param headline half a sentence that goes on from "Your message to ann@example.org was not delivered: "
 * @param happened what happened, for a sender: two sentences at most
 * @param delayed the same while it is still being tried; empty when {@code happened} serves
 * @param senderSteps what a sender of ours does, in order
 * @param foreignSteps what a sender of another system does, where that differs; empty when {@code senderSteps} serve
 * @param postmaster what the administrator of this relay should know, with the technical terms
 * @param postmasterSteps what that administrator does, in order
 * @param variants the words in place of these, by the id of a {@link Circumstance} or of a
 *     {@link Provider}, or of an {@link OwnRule}
 */
public record Words(
        String headline,
        String happened,
        String delayed,
        List<String> senderSteps,
        List<String> foreignSteps,
        String postmaster,
        List<String> postmasterSteps,
        Map<String, Words> variants) {

    public Words {
        senderSteps = List.copyOf(senderSteps);
        foreignSteps = List.copyOf(foreignSteps);
        postmasterSteps = List.copyOf(postmasterSteps);
        variants = Map.copyOf(variants);
    }

    /** Words without variants. */
    public Words(
            String headline,
            String happened,
            String delayed,
            List<String> senderSteps,
            List<String> foreignSteps,
            String postmaster,
            List<String> postmasterSteps) {
        this(headline, happened, delayed, senderSteps, foreignSteps, postmaster, postmasterSteps, Map.of());
    }

    /** These words with other variants. */
    Words with(Map<String, Words> others) {
        return new Words(headline, happened, delayed, senderSteps, foreignSteps, postmaster, postmasterSteps, others);
    }

    /** The words that an operator gave this rule of theirs. */
    public Optional<Words> ofRule(String rule) {
        return OwnRule.isOwn(rule) ? Optional.ofNullable(variants.get(rule)) : Optional.empty();
    }

    /** The words where this was shown and this provider spoke. What the attempt itself showed comes first. */
    public Words where(Optional<Circumstance> shown, Optional<String> provider) {
        return Stream.of(shown.map(Circumstance::id), provider)
                .flatMap(Optional::stream)
                .filter(variants::containsKey)
                .findFirst()
                .map(variants::get)
                .orElse(this);
    }
}
