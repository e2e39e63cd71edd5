package whybounce.check.spf;

import java.time.Duration;
import java.time.InstantSource;
import whybounce.dns.Dns;
import whybounce.dns.Hurried;

/** Evaluates SPF records: RFC 7208, with a trace of all that was asked and why. */
public final class Spf {

    /** RFC 7208 section 4.6.4: a limit of time must allow for at least 20 seconds. */
    public static final Duration ENOUGH = Duration.ofSeconds(20);

    private final Dns dns;
    private final String receiver;
    private final InstantSource clock;
    private final Duration inAll;

    public Spf(Dns dns) {
        this(dns, "unknown", InstantSource.system(), ENOUGH);
    }

    /**
     * @param receiver what {@code %{r}} stands for: the host that asks
     * @param clock of {@code %{t}}
     * @param inAll after which the result is a temporary error
     */
    public Spf(Dns dns, String receiver, InstantSource clock, Duration inAll) {
        this.dns = dns;
        this.receiver = receiver;
        this.clock = clock;
        this.inAll = inAll;
    }

    public SpfVerdict check(SpfQuery query) {
        return new SpfRun(new Hurried(dns, inAll), query, receiver, clock).verdict();
    }
}
