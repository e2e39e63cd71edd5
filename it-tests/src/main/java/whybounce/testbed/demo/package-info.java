/**
 * What {@code bin/relay} starts: a James with the plug-in, and for {@code --demo} a world in which mail fails in many
 * ways, each written down as a small text beside these classes.
 *
 * <pre>{@code
 * title: A full mailbox
 * to: eve@full.example
 * expect: eve@full.example failed mailbox-full
 * [peer mx.full.example]
 * on RCPT: 552 5.2.2 Mailbox full
 * [dns]
 * full.example MX 10 mx.full.example
 * }</pre>
 */
@NullMarked
package whybounce.testbed.demo;

import org.jspecify.annotations.NullMarked;
