package whybounce.classify;

/** What a finding rests on, strongest first. */
public enum Evidence {
    /** Words that only one platform uses, or its own tag. */
    PROVIDER_WORDING,
    /** An enhanced code that this platform documents. */
    PROVIDER_STATUS,
    WORDING,
    /** An enhanced code as IANA registers it. */
    STATUS,
    /** Words that name what it is about, and nothing better. */
    TOPIC,
    /** What the connection itself showed. */
    SESSION,
    /** The first digits of the reply code, and nothing better. */
    REPLY_CODE
}
