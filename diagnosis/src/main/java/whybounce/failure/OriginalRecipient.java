package whybounce.failure;

/**
 * The recipient as the sender's system named it with ORCPT (RFC 3461 section 4.2), handed on unchanged.
 *
 * @param type for example {@code rfc822}
 * @param address still encoded as xtext
 */
public record OriginalRecipient(String type, String address) {}
