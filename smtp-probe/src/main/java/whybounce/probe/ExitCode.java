package whybounce.probe;

/** How a command ended; the same numbers for every command of smtp-probe. */
public enum ExitCode {
    GOOD(0),
    /** A finding, or something that could not be read. */
    PROBLEM(1),
    WRONG_USAGE(2),
    /** There is no answer: for a reply, no cause is known. */
    UNDETERMINED(3);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
