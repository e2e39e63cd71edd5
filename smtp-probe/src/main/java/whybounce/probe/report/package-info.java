/**
 * Shows what was found as text for a terminal or as JSON.
 *
 * <pre>{@code
 * out.print(new TextReport(Palette.PLAIN).write(explained));
 * }</pre>
 */
@NullMarked
package whybounce.probe.report;

import org.jspecify.annotations.NullMarked;
