/**
 * A mail world on loopback: scripted SMTP peers, a DNS, mailboxes and a James in a box.
 *
 * <pre>{@code
 * try (var peer = SmtpPeer.start(address, Dialogue.parse("on RCPT bad@: 550 5.1.1 no such user"));
 *         var dns = TestDns.start("example.org MX 10 mx.example.org\nmx.example.org A 127.0.0.2");
 *         var mailbox = Mailbox.start(mailAddress)) {
 *     ...
 *     byte[] report = mailbox.await("ann@sender.example.com", 1).getFirst();
 * }
 * }</pre>
 */
@NullMarked
package whybounce.testbed;

import org.jspecify.annotations.NullMarked;
