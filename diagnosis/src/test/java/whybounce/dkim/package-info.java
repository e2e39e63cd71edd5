@NullMarked
package whybounce.dkim;

import org.jspecify.annotations.NullMarked;
