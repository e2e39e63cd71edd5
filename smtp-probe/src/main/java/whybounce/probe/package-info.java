/**
 * The command line: what was asked for, and the exit code.
 *
 * <pre>{@code
 * smtp-probe explain --remote-mta mx.example.org "550 5.2.2 mailbox full"
 * }</pre>
 */
@NullMarked
package whybounce.probe;

import org.jspecify.annotations.NullMarked;
