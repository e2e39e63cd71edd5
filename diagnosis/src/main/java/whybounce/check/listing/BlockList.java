package whybounce.check.listing;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A list that may be asked.
 *
 * @param zone under which it is asked
 * @param name as people know it
 * @param removal the page on which its operator takes requests; ours, never one of an answer
 * @param codes what its answers mean
 */
public record BlockList(String zone, String name, Set<Kind> lists, String removal, List<Code> codes) {

    public BlockList {
        lists = Set.copyOf(lists);
        codes = List.copyOf(codes);
    }

    /** What is looked up in it. */
    public enum Kind {
        IP4,
        IP6,
        DOMAIN
    }

    /**
     * An answer.
     *
     * @param answer an address, or the beginning of one and a star
     */
    public record Code(String answer, String meaning) {

        private boolean is(String address) {
            return answer.endsWith("*")
                    ? address.startsWith(answer.substring(0, answer.length() - 1))
                    : address.equals(answer);
        }
    }

    Optional<String> meaning(String answer) {
        return codes.stream().filter(code -> code.is(answer)).map(Code::meaning).findFirst();
    }
}
