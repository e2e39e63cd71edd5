/** Reads delivery status notifications (RFC 3464, 6522, 6533) as streams. */
@NullMarked
package whybounce.dsn.read;

import org.jspecify.annotations.NullMarked;
