package whybounce.explain;

import java.util.Locale;
import java.util.Optional;

/**
 * Who reads, and in which language.
 *
 * @param sender the envelope sender of the message that is read about; empty where nobody knows it
 */
public record Reader(Kind kind, Locale locale, Optional<String> sender) {

    public enum Kind {
        /** Has an account here: may know everything. */
        OWN_SENDER,
        /** Of another system: learns nothing about our inside. */
        FOREIGN_SENDER,
        /** Runs this relay. */
        POSTMASTER
    }

    public Reader(Kind kind, Locale locale) {
        this(kind, locale, Optional.empty());
    }

    public Reader(Kind kind, Locale locale, String sender) {
        this(kind, locale, Optional.of(sender));
    }

    /** Whether this reader may know hosts, rules and findings of ours. */
    public boolean mayKnowInside() {
        return kind != Kind.FOREIGN_SENDER;
    }
}
