/**
 * Signatures of DKIM (RFC 6376, RFC 8463): what of a message is signed, in which form, and how that is signed.
 *
 * <pre>{@code
 * var key = SigningKey.of(privateKey); // RSA or Ed25519
 * var signer = new Signer("example.com", "sel2026", key);
 * byte[] field = signer.sign(message, Instant.now()); // DKIM-Signature: v=1; a=rsa-sha256; ...
 * }</pre>
 */
@NullMarked
package whybounce.dkim;

import org.jspecify.annotations.NullMarked;
