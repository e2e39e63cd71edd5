package whybounce.check.spf;

import java.util.List;
import java.util.Optional;

/**
 * What a check came to, and why.
 *
 * @param domain that was checked
 * @param record its own, as it stands in the DNS
 * @param lookups how many terms asked the DNS; ten are allowed
 * @param voids how many of them came to nothing; two are allowed
 * @param explanation of a failure, written by the domain's owner: foreign text
 * @param problem behind {@code TEMPERROR} and {@code PERMERROR}
 */
public record SpfVerdict(
        SpfResult result,
        String domain,
        Optional<String> record,
        List<SpfStep> trace,
        int lookups,
        int voids,
        Optional<String> explanation,
        Optional<SpfProblem> problem) {

    public SpfVerdict {
        trace = List.copyOf(trace);
    }

    /** The term of the domain's own record that decided. */
    public Optional<SpfStep> decidedBy() {
        return trace.stream()
                .filter(step -> step.depth() == 0 && step.outcome() != SpfStep.Outcome.NOT_MATCHED)
                .findFirst();
    }
}
