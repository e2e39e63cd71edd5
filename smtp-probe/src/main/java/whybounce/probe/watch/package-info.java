/**
 * Probes on a schedule: reads what is to be watched from a file, keeps what came of it, tells it to Prometheus, and tells
 * somebody when it changes.
 *
 * <pre>{@code
 * var file = WatchFile.read(toml, "watch.toml");
 * try (var watch = new Watch(file.plan(), probes, alarms, clock, log)) {
 *     watch.run();
 * }
 * }</pre>
 */
@NullMarked
package whybounce.probe.watch;

import org.jspecify.annotations.NullMarked;
