@NullMarked
package whybounce.probe.session;

import org.jspecify.annotations.NullMarked;
