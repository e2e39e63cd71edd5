@NullMarked
package whybounce.probe.many;

import org.jspecify.annotations.NullMarked;
