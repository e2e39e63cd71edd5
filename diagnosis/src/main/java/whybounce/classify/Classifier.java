package whybounce.classify;

import java.util.List;
import java.util.Optional;
import whybounce.catalogue.Catalogue;
import whybounce.failure.Attempt;
import whybounce.failure.DeliveryFailure;
import whybounce.failure.Peer;

/** Finds the causes that fit a failure. Thread-safe; never throws on what a server said. */
public final class Classifier {

    public Classifier(Catalogue catalogue) {}

    public Diagnosis diagnose(Attempt attempt) {
        return diagnose(attempt.failure(), attempt.peer());
    }

    public Diagnosis diagnose(DeliveryFailure failure, Optional<Peer> peer) {
        return new Diagnosis(List.of());
    }
}
