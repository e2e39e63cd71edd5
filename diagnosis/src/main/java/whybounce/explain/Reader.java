package whybounce.explain;

import java.util.Locale;

/** Who reads, and in which language. */
public record Reader(Kind kind, Locale locale) {

    public enum Kind {
        /** Has an account here: may know everything. */
        OWN_SENDER,
        /** Of another system: learns nothing about our inside. */
        FOREIGN_SENDER,
        /** Runs this relay. */
        POSTMASTER
    }
}
