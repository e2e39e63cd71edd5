package whybounce.probe.home;

import java.io.IOException;

/** A mailbox could not be looked into; the message tells a person what to change. */
public final class MailboxTrouble extends IOException {

    private static final long serialVersionUID = 1;

    MailboxTrouble(String message, Throwable cause) {
        super(message, cause);
    }
}
