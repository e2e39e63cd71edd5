/**
 * DKIM keys as the DNS has them (RFC 6376 section 3.6, RFC 8463).
 *
 * <pre>{@code
 * new DkimKeyChecks(dns).of(domain, "selector1");
 * }</pre>
 */
@NullMarked
package whybounce.check.dkim;

import org.jspecify.annotations.NullMarked;
