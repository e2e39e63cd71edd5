/**
 * A message that was sent: whether its signatures hold, whether it proves where it comes from, and what of it a filter may
 * dislike.
 *
 * <pre>{@code
 * var message = new SentMessage(() -> Files.newInputStream(file), Duration.ofSeconds(3), now);
 * new MessageChecks(dns, ours).of(message, List.of(new Claim(Method.SPF, "example.com", Proven.YES)));
 * }</pre>
 */
@NullMarked
package whybounce.check.message;

import org.jspecify.annotations.NullMarked;
