/**
 * Writes delivery status notifications (RFC 3464, 6522, 6533) as streams.
 *
 * <pre>{@code
 * var told = new Told(outcome, diagnosis, observations, explainer.explain(outcome, diagnosis, observations, reader));
 * new DsnWriter().write(new Report(from, to, ..., List.of(told), original), out);
 * }</pre>
 */
@NullMarked
package whybounce.dsn.write;

import org.jspecify.annotations.NullMarked;
