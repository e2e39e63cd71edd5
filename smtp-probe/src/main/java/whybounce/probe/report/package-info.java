/**
 * Shows what was found as text for a terminal or as JSON.
 *
 * <pre>{@code
 * out.print(new TextReport(Palette.PLAIN, Optional.empty()).write(answer));
 * }</pre>
 */
@NullMarked
package whybounce.probe.report;

import org.jspecify.annotations.NullMarked;
