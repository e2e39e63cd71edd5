package whybounce.probe.session;

import whybounce.reply.SmtpReply;

/** What came of a conversation, or of its latest command. */
public enum Verdict {
    ACCEPTED,
    REJECTED,
    /** To be tried again later. */
    DEFERRED,
    /** No connection. */
    UNREACHABLE,
    /** Nothing came for as long as we wait for a byte. */
    SILENT,
    /** Something came, but so slowly that the time was over before it was whole. */
    TARPIT,
    /** Closed or reset without an answer. */
    CLOSED,
    /** Closed or reset in the middle of an answer. */
    CLOSED_IN_REPLY,
    /** What came is no SMTP, or not what may come at that point; no command was sent after it. */
    PROTOCOL_VIOLATION,
    TLS_FAILED,
    /** Ended by us: the message could not be read, the server did not prove who it is. */
    OURS;

    /** Of a reply that came whole. */
    static Verdict of(SmtpReply reply) {
        if (reply.isPositive()) {
            return ACCEPTED;
        }
        return reply.isTransient() ? DEFERRED : REJECTED;
    }
}
