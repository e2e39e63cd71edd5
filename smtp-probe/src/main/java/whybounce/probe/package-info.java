/** The command line: main, options, exit codes. */
@NullMarked
package whybounce.probe;

import org.jspecify.annotations.NullMarked;
