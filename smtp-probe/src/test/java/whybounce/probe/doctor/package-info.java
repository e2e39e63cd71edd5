@NullMarked
package whybounce.probe.doctor;

import org.jspecify.annotations.NullMarked;
