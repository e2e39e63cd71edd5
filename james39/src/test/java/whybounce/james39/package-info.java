/** The jar for James 3.9 beside the libraries of James 3.9.0. */
@NullMarked
package whybounce.james39;

import org.jspecify.annotations.NullMarked;
