/**
 * Asks the DNS, with answers that tell "no such name", "no data" and "could not ask" apart.
 *
 * <pre>{@code
 * switch (dns.mx("example.org")) {
 *     case Answer.Found<Mx>(var records) -> ...
 *     case Answer.NoData<Mx> none -> ...
 *     case Answer.NoSuchName<Mx> none -> ...
 *     case Answer.CouldNotAsk<Mx>(var why) -> ...
 * }
 * }</pre>
 */
@NullMarked
package whybounce.dns;

import org.jspecify.annotations.NullMarked;
