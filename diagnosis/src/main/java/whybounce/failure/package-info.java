/**
 * Says what happened to each recipient, in one vocabulary for mailet and probe.
 *
 * <pre>{@code
 * var refused = new Refused(Stage.RCPT, SmtpReply.parse("550 5.1.1 no such user"));
 * var attempt = new Attempt(now, Duration.ofMillis(40), Optional.of(peer), refused);
 * var outcome = new RecipientOutcome("ann@example.org", Optional.empty(), Action.FAILED, List.of(attempt), since, Optional.empty());
 * }</pre>
 */
@NullMarked
package whybounce.failure;

import org.jspecify.annotations.NullMarked;
