/** Compares the mail that comes back from a real James with what is expected. */
@NullMarked
package whybounce.it;

import org.jspecify.annotations.NullMarked;
