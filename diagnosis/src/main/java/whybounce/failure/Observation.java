package whybounce.failure;

import java.util.Optional;

/**
 * What an outside check found, set beside a cause.
 *
 * @param check what was checked, for an administrator
 * @param detail what was seen
 * @param remedy what to do, and in lines below it the record or setting to paste
 */
public record Observation(String check, Verdict verdict, String detail, Optional<String> remedy) {

    public enum Verdict {
        CONFIRMS,
        REFUTES,
        SILENT
    }
}
