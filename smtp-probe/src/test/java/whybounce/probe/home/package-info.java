@NullMarked
package whybounce.probe.home;

import org.jspecify.annotations.NullMarked;
