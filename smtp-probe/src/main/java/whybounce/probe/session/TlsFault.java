package whybounce.probe.session;

/**
 * What does not hold about a server's certificate.
 *
 * @param certificate which one of the chain, the server's own being 0
 * @param detail in words, for a person
 */
public record TlsFault(Kind kind, int certificate, String detail) {

    public enum Kind {
        EXPIRED,
        NOT_YET_VALID,
        SELF_SIGNED,
        UNKNOWN_ISSUER,
        WRONG_NAME
    }
}
