package whybounce.dkim;

/**
 * Why a signature does not hold.
 *
 * @param detail what is known besides, as it stands in the message or in the DNS; may be empty
 */
public record Flaw(Kind kind, String detail) {

    /** In the order in which they are worth telling. */
    public enum Kind {
        /** RFC 6376 section 3.5: it is no signature that can be read; the detail says why. */
        MALFORMED,
        /** Of that version or algorithm nobody knows how to verify it. */
        UNKNOWN,
        /** rsa-sha1, which RFC 8301 section 3.1 took away. */
        SHA1,
        /** RFC 6376 section 5.4: From has to be among the fields. */
        FROM_NOT_SIGNED,
        HEADER_TOO_LARGE,
        KEY_MISSING,
        KEY_REVOKED,
        /** There is a record, and it is no key. */
        NO_KEY,
        /** The octets of the key are damaged. */
        KEY_UNREADABLE,
        /** RFC 8301 section 3.2; the detail is the number of its bits. */
        KEY_TOO_SHORT,
        /** An Ed25519 key for a signature with RSA, or the other way round; the detail is the key's kind. */
        KEY_OF_OTHER_KIND,
        /** The key's {@code h} does not allow SHA-256; the detail is what it allows. */
        KEY_NOT_FOR_HASH,
        /** The key's {@code s} is not for mail; the detail is what it is for. */
        KEY_NOT_FOR_MAIL,
        /** The key's {@code t=s} wants {@code i} to be of the domain itself; the detail is {@code i}. */
        KEY_NOT_FOR_SUBDOMAINS,
        /** The key in the DNS is not the one that this was signed with. */
        WRONG_KEY,
        BODY_CHANGED,
        /** The body is shorter than what was signed of it ({@code l}). */
        BODY_CUT,
        HEADER_CHANGED,
        /** With Ed25519 nobody can tell {@link #HEADER_CHANGED} from {@link #WRONG_KEY}. */
        HEADER_CHANGED_OR_WRONG_KEY,
        /** The detail is the time. */
        EXPIRED,
        /** The detail is the time. */
        NOT_YET_VALID
    }

    static Flaw of(Kind kind) {
        return new Flaw(kind, "");
    }
}
