package whybounce.check.spf;

/** What a check comes to: RFC 7208 section 2.6. */
public enum SpfResult {
    NONE,
    NEUTRAL,
    PASS,
    FAIL,
    SOFTFAIL,
    /** The DNS did not answer. */
    TEMPERROR,
    /** The record cannot be used. */
    PERMERROR
}
