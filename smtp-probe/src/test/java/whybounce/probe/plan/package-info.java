@NullMarked
package whybounce.probe.plan;

import org.jspecify.annotations.NullMarked;
