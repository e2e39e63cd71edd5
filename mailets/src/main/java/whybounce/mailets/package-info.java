/** The mailets and matchers: parameters in, one call, result out. */
@NullMarked
package whybounce.mailets;

import org.jspecify.annotations.NullMarked;
