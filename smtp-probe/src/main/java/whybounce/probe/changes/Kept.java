package whybounce.probe.changes;

import whybounce.check.Finding;
import whybounce.check.Grade;
import whybounce.check.Subject;

/** A finding as it is kept until next time. */
public record Kept(Subject subject, String id, Grade grade, String says) {

    static Kept of(Finding finding) {
        return new Kept(finding.subject(), finding.id(), finding.grade(), finding.says());
    }

    /** Whether the two tell of the same thing, which may stand differently now. */
    boolean isAbout(Kept other) {
        return subject == other.subject && id.equals(other.id);
    }
}
