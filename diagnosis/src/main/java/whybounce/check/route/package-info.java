/**
 * Where mail for a domain goes, and what is wrong on the way.
 *
 * <pre>{@code
 * new RouteChecks(dns).of(domain, RouteChecks.Side.THEIRS);
 * }</pre>
 */
@NullMarked
package whybounce.check.route;

import org.jspecify.annotations.NullMarked;
