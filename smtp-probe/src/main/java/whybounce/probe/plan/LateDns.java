package whybounce.probe.plan;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import whybounce.dns.Dns;
import whybounce.dns.Question;
import whybounce.dns.Response;

/** A DNS that is made when it is first asked: loading a resolver costs more than a conversation on the same machine. */
public final class LateDns implements Dns {

    private final Supplier<Dns> maker;
    private Optional<Dns> made = Optional.empty();

    public LateDns(Supplier<Dns> maker) {
        this.maker = maker;
    }

    private synchronized Dns dns() {
        var dns = made.orElseGet(maker);
        made = Optional.of(dns);
        return dns;
    }

    @Override
    public <R> Response<R> ask(Question<R> question, Duration patience) {
        return dns().ask(question, patience);
    }
}
