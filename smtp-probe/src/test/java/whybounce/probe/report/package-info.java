@NullMarked
package whybounce.probe.report;

import org.jspecify.annotations.NullMarked;
