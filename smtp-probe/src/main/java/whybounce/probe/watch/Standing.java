package whybounce.probe.watch;

import java.time.Instant;
import java.util.Optional;

/**
 * How a check stands after its last run.
 *
 * @param since when it began to be so
 * @param cause of the catalogue or of ours; empty when all is well
 * @param words a sentence of ours about it
 * @param certificate when the first certificate of the servers expires
 * @param told the state that somebody was told last: {@link #GOOD}, a cause, or nothing yet
 */
public record Standing(
        String check,
        Instant time,
        Instant since,
        String cause,
        String words,
        String verdict,
        int exitCode,
        double seconds,
        Optional<Instant> certificate,
        String told) {

    /** What somebody is told when all is well. */
    static final String GOOD = "good";

    public boolean isGood() {
        return cause.isEmpty();
    }

    /** What it is known by: good, or the cause. */
    String state() {
        return isGood() ? GOOD : cause;
    }

    /** Whether nobody knows yet that it is so. That all is well at the beginning is no news. */
    boolean isNews() {
        return !state().equals(told) && !(isGood() && told.isEmpty());
    }

    Standing toldAs(String state) {
        return new Standing(check, time, since, cause, words, verdict, exitCode, seconds, certificate, state);
    }
}
