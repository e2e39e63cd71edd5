/**
 * The sending host: its name, whether that leads back, what it calls itself.
 *
 * <pre>{@code
 * new HostChecks(dns).of(address, Optional.of("mail.example.com"));
 * }</pre>
 */
@NullMarked
package whybounce.check.host;

import org.jspecify.annotations.NullMarked;
