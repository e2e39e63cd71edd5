package whybounce.catalogue;

/** Who must act so that mail gets through. */
public enum Actor {
    SENDER,
    /** The administrator of the sender's own relay. */
    SENDER_ADMIN,
    RECIPIENT,
    /** The administrator of the recipient's system. */
    RECIPIENT_ADMIN,
    /** Nobody: waiting is enough. */
    NOBODY
}
