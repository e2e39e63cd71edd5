package whybounce.check;

/** How a finding is to be taken. */
public enum Grade {
    GOOD,
    /** It works, and it is worth a look. */
    WARNING,
    /** Mail fails because of it, or may. */
    PROBLEM,
    /** Nobody knows; the finding says why. */
    NOT_TESTED
}
