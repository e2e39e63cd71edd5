/**
 * The benchmarks that {@code bin/bench} runs.
 *
 * <pre>
 * bin/bench classify replies classified a second, beside a loop of regular expressions, and the time to load
 * bin/bench report   reports a second, of ExplainedBounce and of James's DSNBounce
 * bin/bench relay    messages a second that get through, of ExplainedDelivery and of James's RemoteDelivery
 * bin/bench boot     how long James takes to start, and its memory, with our jar and without
 * </pre>
 */
@NullMarked
package whybounce.bench;

import org.jspecify.annotations.NullMarked;
