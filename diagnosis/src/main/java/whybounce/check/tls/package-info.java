/**
 * The encryption that a domain asks senders for: DANE (RFC 7672), MTA-STS (RFC 8461), TLSRPT (RFC 8460).
 *
 * <pre>{@code
 * new TlsPolicyChecks(dns).of(domain, Side.THEIRS);
 * }</pre>
 */
@NullMarked
package whybounce.check.tls;

import org.jspecify.annotations.NullMarked;
