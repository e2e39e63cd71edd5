/**
 * Signatures of DKIM (RFC 6376, RFC 8463, RFC 8301): what of a message is signed, in which form, how that is signed, and
 * whether a signature holds.
 *
 * <pre>{@code
 * var key = SigningKey.of(privateKey); // RSA or Ed25519
 * var signer = new Signer("example.com", "sel2026", key);
 * byte[] field = signer.sign(message, Instant.now()); // DKIM-Signature: v=1; a=rsa-sha256; ...
 *
 * for (var signature : SignedMessage.read(in).signatures()) {
 *     signature.check(new Records(List.of("v=DKIM1; p=...")), now).flaws(); // BODY_CHANGED
 * }
 * }</pre>
 */
@NullMarked
package whybounce.dkim;

import org.jspecify.annotations.NullMarked;
