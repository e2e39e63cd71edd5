package whybounce.probe.steps;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import whybounce.catalogue.Actor;
import whybounce.catalogue.Cause;
import whybounce.catalogue.Cause.Suppress;
import whybounce.check.Finding;
import whybounce.failure.Observation.Verdict;
import whybounce.failure.RecipientOutcome;
import whybounce.probe.report.Explained;

/** What to do about one recipient. */
public enum Next {
    RETRY(
            "Retry",
            "The server says that it may go well later. A mail system tries again by itself, for four to five days (RFC 5321"
                    + " section 4.5.4.1); sending the message again helps nobody."),
    PAUSE(
            "Suppress for a while",
            "Do not send to this address for some days; then try once. If it fails again, write to the person another"
                    + " way."),
    SUPPRESS(
            "Suppress",
            "Take the address off your lists and do not send to it again: more mail to it costs reputation, and arrives"
                    + " nowhere."),
    CORRECT("Correct and send again", "The message or the address has to be changed by whoever sent it."),
    MEND("Mend it here, then send again", "The fault is on the sending side, and no one else can mend it."),
    ESCALATE("Escalate", "Only the other side can tell or mend it. Send them the pack.");

    /** Longer than any greylisting, throttling or fault of a night lasts. */
    private static final Duration TOO_LONG = Duration.ofDays(3);

    private final String title;
    private final String why;

    Next(String title, String why) {
        this.title = title;
        this.why = why;
    }

    public String title() {
        return title;
    }

    String why() {
        return why;
    }

    /**
     * What to do.
     *
     * @param findings what was checked
     * @param now until when it was tried
     */
    static Next of(Explained explained, List<Finding> findings, Instant now) {
        var best = explained.diagnosis().best();
        if (best.isEmpty()) {
            return ESCALATE;
        }
        var cause = best.get().cause();
        if (cause.suppress() == Suppress.YES) {
            return SUPPRESS;
        }
        var actor = explained.forPostmaster().whoMustAct();
        if (actor == Actor.SENDER_ADMIN) {
            return isRefuted(cause, findings) ? ESCALATE : MEND;
        }
        if (mayGoWell(explained.outcome()) || actor == Actor.NOBODY) {
            return isOverdue(explained.outcome(), now) ? ESCALATE : RETRY;
        }
        return switch (actor) {
            case SENDER -> CORRECT;
            case RECIPIENT -> cause.suppress() == Suppress.TEMPORARY ? PAUSE : CORRECT;
            case RECIPIENT_ADMIN -> ESCALATE;
            case SENDER_ADMIN -> MEND;
            case NOBODY -> RETRY;
        };
    }

    /** All that was looked at is as it should be, and the reply says that it is not. */
    private static boolean isRefuted(Cause cause, List<Finding> findings) {
        var verdicts =
                findings.stream().map(finding -> finding.verdict(cause.id())).toList();
        return verdicts.contains(Verdict.REFUTES) && !verdicts.contains(Verdict.CONFIRMS);
    }

    private static boolean mayGoWell(RecipientOutcome outcome) {
        return outcome.lastAttempt()
                .filter(last -> last.failure().isTransient())
                .isPresent();
    }

    private static boolean isOverdue(RecipientOutcome outcome, Instant now) {
        return outcome.since().plus(TOO_LONG).isBefore(now);
    }
}
