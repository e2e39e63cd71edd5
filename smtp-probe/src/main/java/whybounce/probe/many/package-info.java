/**
 * Tries many targets at once, and tells whose a failure is by where else it happens.
 *
 * <pre>{@code
 * var summary = new Summary();
 * new Workers(50).run(targets, target -> summary.add(probe(target)));
 * summary.failures().forEach(failure -> print(failure.whose()));
 * }</pre>
 */
@NullMarked
package whybounce.probe.many;

import org.jspecify.annotations.NullMarked;
