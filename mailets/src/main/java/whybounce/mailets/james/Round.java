package whybounce.mailets.james;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.james.core.MailAddress;
import whybounce.failure.Attempt;

/** What one run through the servers of a domain brought for each recipient of a mail. */
final class Round {

    private final Set<MailAddress> pending;
    private final Set<MailAddress> delivered = new LinkedHashSet<>();
    private final Set<MailAddress> reported = new LinkedHashSet<>();
    private final Map<MailAddress, List<Attempt>> attempts = new LinkedHashMap<>();
    private final Severity severity;
    private final int retries;

    Round(Collection<MailAddress> recipients, Severity severity, int retries) {
        this.pending = new LinkedHashSet<>(recipients);
        this.severity = severity;
        this.retries = retries;
    }

    /** Those for whom another server may still be tried. */
    List<MailAddress> pending() {
        return List.copyOf(pending);
    }

    Set<MailAddress> delivered() {
        return delivered;
    }

    void delivered(MailAddress recipient) {
        delivered.add(recipient);
        pending.remove(recipient);
    }

    void failed(MailAddress recipient, Attempt attempt) {
        attempts.computeIfAbsent(recipient, none -> new ArrayList<>()).add(attempt);
        if (!severity.mayTryNext(attempt.failure())) {
            pending.remove(recipient);
        }
    }

    void reported(Collection<MailAddress> recipients) {
        reported.addAll(recipients);
    }

    /** Those with whom this run is over: they have the mail, or their sender was told. */
    boolean isSettled(MailAddress recipient) {
        return delivered.contains(recipient) || reported.contains(recipient);
    }

    List<Attempt> attempts(MailAddress recipient) {
        return attempts.getOrDefault(recipient, List.of());
    }

    /** Those that did not get the mail and, as {@code finally} says, never will, or may later. */
    List<MailAddress> failed(boolean isFinal) {
        return attempts.keySet().stream()
                .filter(recipient -> !delivered.contains(recipient))
                .filter(recipient -> isFinal == isFinal(recipient))
                .toList();
    }

    /** An answer to the message counts alone; otherwise each server must have refused for good. */
    boolean isFinal(MailAddress recipient) {
        var all = attempts(recipient);
        var last = all.getLast();
        return severity.isFinal(last, retries)
                && (Severity.isAnswer(last.failure())
                        || all.stream().allMatch(attempt -> severity.isFinal(attempt, retries)));
    }
}
