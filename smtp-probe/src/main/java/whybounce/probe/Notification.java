package whybounce.probe;

import java.util.List;
import whybounce.failure.RecipientOutcome;

/** A delivery status notification: the outcomes it tells. */
final class Notification {

    private Notification() {}

    static List<RecipientOutcome> outcomes(byte[] message) {
        return List.of();
    }
}
