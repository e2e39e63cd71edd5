/**
 * DMARC (RFC 9989): which policy a domain has, and whether a message proves that it comes from it.
 *
 * <pre>{@code
 * var verdict = new Dmarc(dns).check("example.com", Optional.of("bounces.example.com"), List.of());
 * verdict.passes(); // the envelope's sender passed SPF and belongs to the same organization
 * }</pre>
 */
@NullMarked
package whybounce.check.dmarc;

import org.jspecify.annotations.NullMarked;
