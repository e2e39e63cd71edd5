package whybounce.probe;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import whybounce.failure.Stage;
import whybounce.probe.home.MailboxAddress;

/**
 * What {@code send} is to do.
 *
 * @param server the server to talk to; empty goes where the recipient's domain sends its mail
 * @param until where to stop, and how
 * @param transcript the file to write it to
 */
record SendRequest(
        String from,
        String to,
        Optional<String> server,
        Optional<Integer> port,
        Optional<String> helo,
        Encryption encryption,
        boolean verify,
        Optional<Login> login,
        Content content,
        boolean pipeline,
        Times times,
        Optional<InetSocketAddress> resolver,
        Optional<Stop> until,
        Optional<String> transcript,
        boolean keepBody,
        Optional<Follow> follow,
        boolean json,
        Limits limits) {

    /**
     * What keeps others from harm.
     *
     * @param perHour so many messages to one domain
     * @param owned whether the recipient's domain is the user's own
     * @param state the file in which is noted what was sent
     */
    record Limits(int perHour, boolean owned, Optional<String> state) {}

    /** When the connection is encrypted. */
    enum Encryption {
        /** When the server offers it, as relays do. */
        OFFERED,
        /** By STARTTLS, or not at all. */
        REQUIRED,
        FROM_THE_FIRST_BYTE
    }

    /**
     * Who we are.
     *
     * @param passwordFile its first line is the password; a command line is read by every user of the machine
     */
    record Login(String mechanism, String user, String passwordFile, boolean inClear) {}

    /**
     * What is sent.
     *
     * @param headers instead of ours, or besides
     * @param file a whole message, instead of all else
     */
    record Content(List<String> headers, Optional<String> body, Optional<String> file) {
        Content {
            headers = List.copyOf(headers);
        }
    }

    /** How long to wait: for the next byte, and in all. */
    record Times(Duration idle, Duration total) {}

    /**
     * What to wait for after the message was taken.
     *
     * @param expect where it should arrive
     * @param bounces where notifications about it would arrive
     * @param authservId what the receiver's server calls itself in Authentication-Results (RFC 8601)
     */
    record Follow(
            Optional<MailboxAccess> expect,
            Optional<MailboxAccess> bounces,
            Duration patience,
            Optional<String> authservId) {}

    /**
     * A mailbox.
     *
     * @param passwordFile its first line is the password; without one, the environment has it
     * @param passwordVariable the variable of the environment
     * @param inClear whether the password may travel without encryption
     */
    record MailboxAccess(
            MailboxAddress address, Optional<String> passwordFile, String passwordVariable, boolean inClear) {}

    /**
     * A point to stop at.
     *
     * @param drops whether the connection is closed there without a word
     */
    record Stop(Stage after, boolean drops) {}
}
