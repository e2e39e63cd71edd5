/**
 * Declares the commands and their options once: the parsers take what stands here, and help, manual and completion are
 * written from it.
 *
 * <pre>{@code
 * out.print(new HelpText().of(SendUsage.COMMAND));
 * }</pre>
 */
@NullMarked
package whybounce.probe.usage;

import org.jspecify.annotations.NullMarked;
