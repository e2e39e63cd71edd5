/** Real counterparts on loopback: scripted SMTP peers, a DNS, GreenMail mailboxes, a James in a box. */
@NullMarked
package whybounce.testbed;

import org.jspecify.annotations.NullMarked;
