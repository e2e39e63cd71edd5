/** The only place that knows James's attribute names, delivery classes and exception chains. */
@NullMarked
package whybounce.mailets.james;

import org.jspecify.annotations.NullMarked;
