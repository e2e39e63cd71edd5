/**
 * Says of a server's certificate what servers it is for, and who vouches for it.
 *
 * <pre>{@code
 * new CertificateNames(chain.getFirst()).fit("mx.example.org");
 * CertificateChain.leads(chain, authorities, Instant.now());
 * }</pre>
 */
@NullMarked
package whybounce.certificate;

import org.jspecify.annotations.NullMarked;
