package whybounce.failure;

import java.util.Optional;

/**
 * What an outside check found, set beside a cause.
 *
 * @param check what was checked, for an administrator
 * @param detail what was seen
 * @param remedy what to do, and in lines below it the record or setting to paste
 * @param senderStep what the sender can do, who knows nothing of records
 */
public record Observation(
        String check, Verdict verdict, String detail, Optional<String> remedy, Optional<String> senderStep) {

    /** One that gives senders nothing to do. */
    public Observation(String check, Verdict verdict, String detail, Optional<String> remedy) {
        this(check, verdict, detail, remedy, Optional.empty());
    }

    public enum Verdict {
        CONFIRMS,
        REFUTES,
        SILENT
    }
}
