/**
 * Block lists (RFC 5782): only those of our own table are asked, and only where somebody switched them on.
 *
 * <pre>{@code
 * new ListingChecks(dns).of(address, BlockLists.shipped());
 * }</pre>
 */
@NullMarked
package whybounce.check.listing;

import org.jspecify.annotations.NullMarked;
