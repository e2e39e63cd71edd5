package whybounce.probe.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import whybounce.failure.DeliveryFailure;
import whybounce.failure.Peer;
import whybounce.failure.Stage;
import whybounce.reply.Octets;
import whybounce.reply.SmtpReply;

/** One thing that happened in a conversation. */
public sealed interface Entry {

    /** When, counted from the beginning of the conversation. */
    Duration at();

    /** Tells it to who listens. */
    void tell(Listener listener);

    /** Listens to what happens, and lets pass what it has no ear for. */
    interface Listener {

        default void asked(Asked asked) {}

        default void noted(Noted noted) {}

        default void begun(Begun begun) {}

        default void connected(Connected connected) {}

        default void sent(Sent sent) {}

        default void heard(Heard heard) {}

        default void encrypted(Encrypted encrypted) {}

        default void ended(Ended ended) {}

        default void concluded(Concluded concluded) {}
    }

    /** A message is to be sent; stands before all else where a command of ours sends one. */
    record Asked(Duration at, String from, String to) implements Entry {
        @Override
        public void tell(Listener listener) {
            listener.asked(this);
        }
    }

    /** What happened between conversations, in our words. */
    record Noted(Duration at, String words) implements Entry {
        @Override
        public void tell(Listener listener) {
            listener.noted(this);
        }
    }

    /** We are about to connect. */
    record Begun(Duration at, Instant time, Peer peer) implements Entry {
        @Override
        public void tell(Listener listener) {
            listener.begun(this);
        }
    }

    /**
     * The connection is there.
     *
     * @param from our own address and port
     */
    record Connected(Duration at, String from) implements Entry {
        @Override
        public void tell(Listener listener) {
            listener.connected(this);
        }
    }

    /**
     * We said something.
     *
     * @param bytes with the line end; without what was withheld
     */
    record Sent(Duration at, Stage stage, boolean tls, Octets bytes, Optional<Withheld> withheld) implements Entry {
        @Override
        public void tell(Listener listener) {
            listener.sent(this);
        }
    }

    /** They answered, or said something without having been asked. */
    record Heard(Duration at, Stage stage, boolean tls, SmtpReply reply) implements Entry {
        @Override
        public void tell(Listener listener) {
            listener.heard(this);
        }
    }

    /** A TLS handshake ended, well or not. */
    record Encrypted(Duration at, TlsReport report) implements Entry {
        @Override
        public void tell(Listener listener) {
            listener.encrypted(this);
        }
    }

    /** The conversation is over. */
    record Ended(Duration at, Verdict verdict, Optional<DeliveryFailure> failure) implements Entry {
        @Override
        public void tell(Listener listener) {
            listener.ended(this);
        }
    }

    /**
     * What came of the message, after all conversations.
     *
     * @param time when the attempt that decided began, and how long it took
     * @param reason why nothing was found out; empty where something was
     */
    record Concluded(
            Duration at,
            Instant time,
            Duration took,
            Optional<Peer> peer,
            Result result,
            String reason,
            Optional<DeliveryFailure> failure)
            implements Entry {

        @Override
        public void tell(Listener listener) {
            listener.concluded(this);
        }

        /** What it came to. */
        public enum Result {
            TAKEN,
            /** At the point where it was to stop. */
            STOPPED,
            /** What was asked could not be tried. */
            NOT_TESTED,
            FAILED
        }
    }

    /**
     * What stood behind the bytes that are told.
     *
     * @param octets how much; 0 where even that would tell too much
     */
    record Withheld(What what, long octets) {

        static final Withheld SECRET = new Withheld(What.CREDENTIALS, 0);

        /** Why it is not told. */
        public enum What {
            CREDENTIALS,
            MESSAGE
        }
    }
}
