@NullMarked
package whybounce.probe;

import org.jspecify.annotations.NullMarked;
