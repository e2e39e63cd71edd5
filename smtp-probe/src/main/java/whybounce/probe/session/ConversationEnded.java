package whybounce.probe.session;

import java.io.IOException;
import whybounce.failure.DeliveryFailure;

/** A conversation that cannot go on: it never began, broke off, or must not be continued. */
public final class ConversationEnded extends IOException {

    private static final long serialVersionUID = 1;

    private final transient DeliveryFailure failure;
    private final Verdict verdict;

    ConversationEnded(Verdict verdict, DeliveryFailure failure, String message) {
        super(message);
        this.verdict = verdict;
        this.failure = failure;
    }

    public Verdict verdict() {
        return verdict;
    }

    /** The same for the classifier. */
    public DeliveryFailure failure() {
        return failure;
    }
}
