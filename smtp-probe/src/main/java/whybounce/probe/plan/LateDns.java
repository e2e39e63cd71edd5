package whybounce.probe.plan;

import java.net.InetAddress;
import java.util.Optional;
import java.util.function.Supplier;
import whybounce.dns.Answer;
import whybounce.dns.Dns;
import whybounce.dns.Mx;

/** A DNS that is made when it is first asked: loading a resolver costs more than a conversation on the same machine. */
public final class LateDns implements Dns {

    private final Supplier<Dns> maker;
    private Optional<Dns> made = Optional.empty();

    public LateDns(Supplier<Dns> maker) {
        this.maker = maker;
    }

    private Dns dns() {
        var dns = made.orElseGet(maker);
        made = Optional.of(dns);
        return dns;
    }

    @Override
    public Answer<Mx> mx(String name) {
        return dns().mx(name);
    }

    @Override
    public Answer<InetAddress> addresses(String name) {
        return dns().addresses(name);
    }

    @Override
    public Answer<String> txt(String name) {
        return dns().txt(name);
    }

    @Override
    public Answer<String> names(InetAddress address) {
        return dns().names(address);
    }
}
