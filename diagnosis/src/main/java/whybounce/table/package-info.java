/** Tables as they ship: numbers and texts in one file, there again in milliseconds. */
@NullMarked
package whybounce.table;

import org.jspecify.annotations.NullMarked;
