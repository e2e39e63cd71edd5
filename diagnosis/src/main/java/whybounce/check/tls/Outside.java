package whybounce.check.tls;

import java.time.Clock;
import java.util.Optional;

/**
 * What may be asked besides the DNS.
 *
 * @param servers looks at mail servers; empty where nobody wants that
 * @param policies fetches policies of MTA-STS; empty where nobody wants that
 * @param clock tells whether a certificate has expired
 */
public record Outside(Optional<MailServers> servers, Optional<PolicyFetch> policies, Clock clock) {

    /** Nothing. */
    public static final Outside NOTHING = new Outside(Optional.empty(), Optional.empty(), Clock.systemUTC());
}
