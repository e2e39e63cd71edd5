package whybounce.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import whybounce.failure.Observation;
import whybounce.failure.Observation.Verdict;

/**
 * One thing that was found out, or that could not be.
 *
 * @param id stable, in lower case with hyphens
 * @param says in one or two sentences, fit to be shown; of what was not tested, why
 * @param evidence what was asked and what came, a line each
 * @param remedy what to publish or set; only where it is ours to mend
 * @param senderStep what the sender can do, in words for a person who knows nothing of records
 * @param causes what it says of causes of the catalogue; of those that are not there, nothing
 */
public record Finding(
        Subject subject,
        String id,
        Grade grade,
        String says,
        List<String> evidence,
        Optional<Remedy> remedy,
        Optional<String> senderStep,
        Map<String, Verdict> causes) {

    public Finding {
        evidence = List.copyOf(evidence);
        causes = Map.copyOf(causes);
    }

    public static Finding of(Subject subject, String id, Grade grade, String says) {
        return new Finding(subject, id, grade, says, List.of(), Optional.empty(), Optional.empty(), Map.of());
    }

    public Finding seen(List<String> lines) {
        return new Finding(subject, id, grade, says, lines, remedy, senderStep, causes);
    }

    public Finding seen(String line) {
        return seen(List.of(line));
    }

    public Finding mendedBy(Remedy what) {
        return mendedBy(Optional.of(what));
    }

    public Finding mendedBy(Optional<Remedy> what) {
        return new Finding(subject, id, grade, says, evidence, what, senderStep, causes);
    }

    /** Tells a sender what to try, where there is something. */
    public Finding senderMay(Optional<String> step) {
        return new Finding(subject, id, grade, says, evidence, remedy, step, causes);
    }

    public Finding confirms(String... ids) {
        return with(Verdict.CONFIRMS, ids);
    }

    public Finding refutes(String... ids) {
        return with(Verdict.REFUTES, ids);
    }

    private Finding with(Verdict verdict, String... ids) {
        var all = new HashMap<>(causes);
        for (var cause : ids) {
            all.put(cause, verdict);
        }
        return new Finding(subject, id, grade, says, evidence, remedy, senderStep, all);
    }

    public Verdict verdict(String cause) {
        return causes.getOrDefault(cause, Verdict.SILENT);
    }

    /** For a report about a failure of this cause. */
    public Observation observation(String cause) {
        return new Observation(id, verdict(cause), says, remedy.map(Remedy::text), senderStep);
    }
}
