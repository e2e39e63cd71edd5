/**
 * The benchmarks that {@code bin/bench} runs.
 *
 * <pre>
 * bin/bench report   reports a second, ours and those of James's DSNBounce, and the heap that a large one takes
 * </pre>
 */
@NullMarked
package whybounce.bench;

import org.jspecify.annotations.NullMarked;
