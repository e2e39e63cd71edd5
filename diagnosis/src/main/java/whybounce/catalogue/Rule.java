package whybounce.catalogue;

import java.util.List;
import java.util.Optional;

/**
 * What a reply looks like that has one cause.
 *
 * @param id stable, and unique in the catalogue
 * @param cause the id of the cause
 * @param provider the id of the platform that must have spoken; empty where anybody may
 * @param when what must hold
 * @param source where this is known from
 * @param checked the day on which somebody compared the rule with its source, as an ISO date; empty where nobody has yet
 */
public record Rule(
        String id, String cause, Optional<String> provider, When when, String source, Optional<String> checked) {

    /** Whether it waits for other rules. */
    public enum Turn {
        /** It decides at once, by how much of the words it explains. */
        FIRST,
        /** It only decides where the words bear out no other rule of its kind. */
        LATER,
        /** It only names what a reply is about, and decides where neither words nor an enhanced code say anything else. */
        LAST
    }

    /**
     * The conditions of a rule: each that is not empty must hold.
     *
     * @param codes reply codes, a trailing {@code x} standing for any digit
     * @param statuses enhanced codes, {@code x} standing for any class; {@code none} where the reply has none
     * @param phrases any one of these
     * @param with any one of these too
     * @param all every one of these
     * @param none not one of these
     * @param stages the names of the stages of a session
     * @param notStages not one of these stages
     * @param list the reply names a block list of this kind
     * @param turn when its turn comes to decide
     */
    public record When(
            List<String> codes,
            List<String> statuses,
            List<String> phrases,
            List<String> with,
            List<String> all,
            List<String> none,
            List<String> stages,
            List<String> notStages,
            Optional<BlockList.Kind> list,
            Turn turn) {

        public When {
            codes = List.copyOf(codes);
            statuses = List.copyOf(statuses);
            phrases = List.copyOf(phrases);
            with = List.copyOf(with);
            all = List.copyOf(all);
            none = List.copyOf(none);
            stages = List.copyOf(stages);
            notStages = List.copyOf(notStages);
        }

        /** Whether the words of a reply have a part in it. */
        public boolean asksForWords() {
            return !phrases.isEmpty() || !all.isEmpty() || list.isPresent();
        }
    }
}
