/**
 * Reads delivery status notifications (RFC 3464, 6522, 6533) as streams.
 *
 * <pre>{@code
 * switch (DsnReader.read(message)) {
 *     case Dsn dsn -> dsn.recipients().forEach(r -> r.outcome(dsn.arrival().orElse(now)));
 *     case NotADsn(var why) -> ...
 *     case Malformed(var why) -> ...
 * }
 * }</pre>
 */
@NullMarked
package whybounce.dsn.read;

import org.jspecify.annotations.NullMarked;
