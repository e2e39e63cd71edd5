/**
 * Looks at what the DNS says of a domain, and tells it with what mends it.
 *
 * <pre>{@code
 * var findings = new Examination(order).findings(Dnsjava.system(Examination.DNS_PATIENCE));
 * }</pre>
 */
@NullMarked
package whybounce.probe.doctor;

import org.jspecify.annotations.NullMarked;
