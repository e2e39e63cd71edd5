package whybounce.catalogue;

import java.util.List;

/**
 * A public block list that replies name.
 *
 * @param name as its operator writes it
 * @param kind what is listed there
 * @param phrases by which a reply names it
 */
public record BlockList(String name, Kind kind, List<String> phrases) {

    /** What a block list lists. */
    public enum Kind {
        ADDRESS,
        /** Addresses that should not send mail at all: dynamic, residential. */
        POLICY,
        DOMAIN
    }

    public BlockList {
        phrases = List.copyOf(phrases);
    }
}
