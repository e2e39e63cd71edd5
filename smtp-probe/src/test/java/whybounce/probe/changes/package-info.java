@NullMarked
package whybounce.probe.changes;

import org.jspecify.annotations.NullMarked;
