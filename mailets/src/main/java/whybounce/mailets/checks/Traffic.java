package whybounce.mailets.checks;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import javax.inject.Inject;
import javax.inject.Singleton;
import whybounce.check.route.RecentDomains;

/**
 * What the deliveries of a whole James show, and who wants to know of their failures at once. In memory only, and bounded.
 */
@Singleton
public final class Traffic {

    private final OwnAddresses addresses;
    private final Correspondence recent = new Correspondence();
    private final Blockade blockade;
    private final List<LiveChecks> checks = new CopyOnWriteArrayList<>();

    @Inject
    public Traffic() {
        this(System::nanoTime);
    }

    Traffic(LongSupplier nanoTime) {
        this.addresses = new OwnAddresses(nanoTime);
        this.blockade = new Blockade(nanoTime);
    }

    /** A server of a recipient's domain could be connected to. */
    public void reached(InetAddress server) {
        blockade.reached(server);
    }

    /** A server of {@code domain} could not be connected to. */
    public void unreached(String domain, InetAddress server) {
        blockade.unreached(domain, server);
    }

    /** A connection to a server of a recipient's domain, not to a smart host, came from here. */
    public void cameFrom(InetAddress ours) {
        addresses.learn(ours);
    }

    public void delivered(String senderDomain, String recipientDomain) {
        recent.delivered(senderDomain, recipientDomain);
    }

    /** An attempt failed for this cause: whoever will report it begins to look at what the DNS says. Does not wait. */
    public void failed(String senderDomain, String recipientDomain, String cause) {
        checks.forEach(each -> each.failed(senderDomain, recipientDomain, cause));
    }

    /** What shows that no destination at all can be reached; nothing where some can. */
    public Optional<String> blockade() {
        return blockade.found();
    }

    /** The addresses of ours that others can see, as far as they were learnt. */
    public List<InetAddress> addresses() {
        return addresses.known();
    }

    /** Where mail from a domain went lately. */
    public RecentDomains recent(String senderDomain) {
        return recent.with(senderDomain);
    }

    /** Until it is {@link #dismiss dismissed}. */
    public void tell(LiveChecks wanting) {
        checks.add(wanting);
    }

    public void dismiss(LiveChecks wanting) {
        checks.remove(wanting);
    }
}
