/**
 * Compares what a check finds with what it found last time, for who looks every night and wants to hear of news only.
 *
 * <pre>{@code
 * var last = LastResult.read(file, "example.com");
 * var difference = Difference.between(last.findings(), findings);
 * difference.changes(); // New, Changed, Gone
 * LastResult.write(file, "example.com", difference.toKeep(), now);
 * }</pre>
 */
@NullMarked
package whybounce.probe.changes;

import org.jspecify.annotations.NullMarked;
