/** Writes delivery status notifications (RFC 3464, 6522, 6533) as streams. */
@NullMarked
package whybounce.dsn.write;

import org.jspecify.annotations.NullMarked;
