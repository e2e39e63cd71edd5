/**
 * The benchmarks that {@code bin/bench} runs.
 *
 * <pre>
 * bin/bench classify replies classified a second, beside a loop of regular expressions, and the time to load
 * bin/bench report   reports a second, ours and those of James's DSNBounce, and the heap that a large one takes
 * bin/bench relay    messages a second that get through, of ExplainedDelivery and of James's RemoteDelivery
 * </pre>
 */
@NullMarked
package whybounce.bench;

import org.jspecify.annotations.NullMarked;
