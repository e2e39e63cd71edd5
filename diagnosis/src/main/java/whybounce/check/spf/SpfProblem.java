package whybounce.check.spf;

/**
 * Why a record cannot be used, or could not be found out.
 *
 * @param domain whose record it is
 * @param term that broke it, as it stands there; empty where no single one did
 * @param detail in words
 */
public record SpfProblem(Kind kind, String domain, String term, String detail) {

    public enum Kind {
        SYNTAX,
        SEVERAL_RECORDS,
        /** RFC 7208 section 4.6.4: more than ten terms that ask the DNS. */
        TOO_MANY_LOOKUPS,
        /** The same section: more than two that come to nothing. */
        TOO_MANY_VOIDS,
        /** The same section: an {@code mx} with more than ten hosts. */
        TOO_MANY_MX,
        /** {@code include} or {@code redirect} of a domain that has no record. */
        WITHOUT_RECORD,
        COULD_NOT_ASK
    }
}
