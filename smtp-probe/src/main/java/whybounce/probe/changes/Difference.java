package whybounce.probe.changes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import whybounce.check.Finding;
import whybounce.check.Grade;
import whybounce.probe.changes.Change.Changed;
import whybounce.probe.changes.Change.Gone;
import whybounce.probe.changes.Change.New;

/**
 * What has changed between two checks. What could not be tested has not changed: a silent DNS takes nothing away, and
 * what was known before is kept.
 *
 * @param toKeep for next time
 */
public record Difference(List<Change> changes, List<Kept> toKeep) {

    public Difference {
        changes = List.copyOf(changes);
        toKeep = List.copyOf(toKeep);
    }

    /** Findings of last time and of now. */
    public static Difference between(List<Kept> before, List<Finding> now) {
        var tested = now.stream()
                .filter(finding -> finding.grade() != Grade.NOT_TESTED)
                .toList();
        var old = new ArrayList<>(before);
        var fresh = new ArrayList<Finding>();
        for (var finding : tested) {
            if (!old.remove(Kept.of(finding))) {
                fresh.add(finding);
            }
        }
        var changes = new ArrayList<Change>();
        for (var finding : fresh) {
            var was = take(old, Kept.of(finding));
            changes.add(was.isPresent() ? new Changed(was.get(), finding) : new New(finding));
        }
        var toKeep = new ArrayList<>(tested.stream().map(Kept::of).toList());
        for (var left : old) {
            if (isUntested(left, now)) {
                toKeep.add(left);
            } else {
                changes.add(new Gone(left));
            }
        }
        return new Difference(changes, toKeep);
    }

    private static Optional<Kept> take(List<Kept> old, Kept finding) {
        var same = old.stream().filter(one -> one.isAbout(finding)).findFirst();
        same.ifPresent(old::remove);
        return same;
    }

    /** What is not told of a subject may be hidden behind what could not be asked about it. */
    private static boolean isUntested(Kept left, List<Finding> now) {
        return now.stream()
                .anyMatch(finding -> finding.grade() == Grade.NOT_TESTED && finding.subject() == left.subject());
    }
}
