package whybounce.dns;

/**
 * A TLSA record (RFC 6698 section 2.1).
 *
 * @param data in lower-case hexadecimal
 */
public record Tlsa(int usage, int selector, int matchingType, String data) {}
