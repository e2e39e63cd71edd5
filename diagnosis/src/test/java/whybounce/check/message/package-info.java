@NullMarked
package whybounce.check.message;

import org.jspecify.annotations.NullMarked;
