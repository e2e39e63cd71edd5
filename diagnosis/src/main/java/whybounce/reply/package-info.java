/**
 * Reads what a server said (RFC 5321 section 4.2, RFC 2034, RFC 3463) into values, and never throws on input.
 *
 * <pre>{@code
 * SmtpReply reply = SmtpReply.parse("550-5.7.26 Unauthenticated\r\n550 5.7.26 See our pages");
 * reply.code();     // 550
 * reply.enhanced(); // 5.7.26
 * reply.text();     // the two lines of text, joined by a line feed
 * reply.flags();    // what was odd about it; empty here
 *
 * var reader = new ReplyReader(connection, System::nanoTime, System.nanoTime());
 * reader.next(patience); // the same from a connection, with the times of each line and how it ended
 * }</pre>
 */
@NullMarked
package whybounce.reply;

import org.jspecify.annotations.NullMarked;
