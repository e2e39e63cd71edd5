/**
 * Follows a message home: waits in the recipient's mailbox until it is there, or in the sender's until a bounce is, and
 * reads from its header how it came. Nothing in a mailbox is changed.
 *
 * <pre>{@code
 * try (var following = new Following(sought, Optional.of(login), Optional.empty(), Clock.systemUTC())) {
 *     following.prepare(); // before the message is sent
 *     Homecoming end = following.await(Duration.ofSeconds(60), taken, "mx.example.org");
 * }
 * }</pre>
 */
@NullMarked
package whybounce.probe.home;

import org.jspecify.annotations.NullMarked;
