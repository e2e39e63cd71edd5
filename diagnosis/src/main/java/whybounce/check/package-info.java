/**
 * Outside facts that confirm or refute a cause: what the DNS says of a sender's domain, of the sending host and of the
 * receiving side. A {@link whybounce.check.Finding} says what was seen, a {@link whybounce.check.Remedy} what to publish.
 *
 * <pre>{@code
 * var findings = new SenderChecks(dns).of("example.com", List.of(address)); // one of them: a problem, with a remedy
 * }</pre>
 */
@NullMarked
package whybounce.check;

import org.jspecify.annotations.NullMarked;
