/**
 * Holds one SMTP conversation, one method a command, and keeps all that was said.
 *
 * <pre>{@code
 * var endpoint = Endpoint.given("mx.example.org", address, 25);
 * try (var smtp = new SmtpSession(endpoint, SessionOptions.USUAL)) {
 *     smtp.connect();
 *     smtp.hello("probe.example.com");
 *     if (smtp.capabilities().offers("STARTTLS")) {
 *         smtp.startTls(Tls.of("mx.example.org"));
 *         smtp.hello("probe.example.com");
 *     }
 *     smtp.mail("ann@example.com", MailParameters.NONE);
 *     var said = smtp.rcpt("bob@example.org", RcptParameters.NONE);
 *     if (said.isPositive()) {
 *         said = smtp.data(message);
 *     }
 *     smtp.quit();
 *     smtp.verdict(); // ACCEPTED, REJECTED, DEFERRED
 *     smtp.failure(); // what a classifier explains
 * } catch (ConversationEnded ended) {
 *     ended.verdict(); // CLOSED_IN_REPLY, TARPIT, PROTOCOL_VIOLATION ...
 *     ended.failure();
 * }
 * }</pre>
 */
@NullMarked
package whybounce.probe.session;

import org.jspecify.annotations.NullMarked;
