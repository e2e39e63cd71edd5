package whybounce.probe.many;

/**
 * Which exit code of several is the worst: a refusal for good, then one for now, then a fault of ours, then what was not
 * found out. Of two that are alike, the one of the earlier stage.
 */
public final class Severity {

    private static final int FIRST_STAGE = 20;
    private static final int FIRST_DEFERRED = 60;

    private Severity() {}

    /** The worse of two. */
    public static int worse(int one, int other) {
        if (rank(one) != rank(other)) {
            return rank(one) > rank(other) ? one : other;
        }
        return Math.min(one, other);
    }

    private static int rank(int code) {
        if (code >= FIRST_DEFERRED) {
            return 3;
        }
        if (code >= FIRST_STAGE) {
            return 4;
        }
        return switch (code) {
            case 0 -> 0;
            case 3 -> 1;
            default -> 2;
        };
    }
}
