/**
 * Sender Policy Framework (RFC 7208): which addresses may send for a domain, with all that was asked to find out.
 *
 * <pre>{@code
 * var verdict = new Spf(dns).check(new SpfQuery(address, "mail.example.com", "ann@example.com"));
 * verdict.result(); // FAIL
 * verdict.trace();  // include:_spf.example.net: asked TXT _spf.example.net; ... -all: matched
 * }</pre>
 */
@NullMarked
package whybounce.check.spf;

import org.jspecify.annotations.NullMarked;
