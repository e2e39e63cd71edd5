package whybounce.probe.plan;

import java.net.IDN;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import whybounce.dns.Answer;
import whybounce.dns.Dns;
import whybounce.dns.Mx;
import whybounce.dns.Question;
import whybounce.failure.DeliveryFailure.NoRoute;
import whybounce.failure.DeliveryFailure.NoRoute.Why;
import whybounce.failure.Peer.Role;
import whybounce.probe.plan.Plan.NoWay;
import whybounce.probe.plan.Plan.Note;
import whybounce.probe.plan.Plan.Note.Kind;
import whybounce.probe.plan.Plan.Route;
import whybounce.probe.plan.Plan.Stop;
import whybounce.probe.session.Endpoint;

/** Asks the DNS for the way to a domain (RFC 5321 section 5.1) or to a server. */
public final class Planner {

    /** RFC 5321 section 4.5.4.2: where servers of other domains listen. */
    public static final int SMTP_PORT = 25;

    private final Dns dns;
    private final RandomGenerator random;

    /**
     * A planner.
     *
     * @param random chooses among servers of the same preference
     */
    public Planner(Dns dns, RandomGenerator random) {
        this.dns = dns;
        this.random = random;
    }

    /**
     * The way to the servers that take mail for {@code domain}.
     *
     * @param domain in any script, or an address in brackets (RFC 5321 section 4.1.3)
     */
    public Plan toDomain(String domain) {
        return toDomain(domain, SMTP_PORT);
    }

    /** As {@link #toDomain(String)}, where the servers listen on a port of their own. */
    public Plan toDomain(String domain, int port) {
        var literal = AddressLiteral.inBrackets(domain);
        if (literal.isPresent()) {
            return new Route(List.of(stop(domain, literal.get(), port)), List.of());
        }
        var search = new Search(ascii(domain), port, Role.MX);
        return switch (dns.mx(search.domain)) {
            case Answer.Found<Mx>(var records) -> search.records(records);
            case Answer.NoData<Mx> none -> search.implicit();
            case Answer.NoSuchName<Mx> none -> search.noWay(Why.NO_SUCH_DOMAIN);
            case Answer.CouldNotAsk<Mx>(var why) -> search.noWay(why(why));
        };
    }

    /**
     * The way to one server.
     *
     * @param server its name, or an address with or without brackets
     */
    public Plan toServer(String server, int port) {
        var literal = AddressLiteral.inBrackets(server).or(() -> AddressLiteral.bare(server));
        if (literal.isPresent()) {
            return new Route(List.of(stop(server, literal.get(), port)), List.of());
        }
        return new Search(ascii(server), port, Role.GIVEN).addresses(OptionalInt.empty());
    }

    private static Stop stop(String name, InetAddress address, int port) {
        return new Stop(Endpoint.given(name, address, port), OptionalInt.empty());
    }

    /** As the DNS is asked for it (RFC 5890); what is no name stays as it is. */
    public static String ascii(String name) {
        try {
            return IDN.toASCII(name.endsWith(".") ? name.substring(0, name.length() - 1) : name);
        } catch (IllegalArgumentException noName) {
            return name; // The DNS says so in its own way.
        }
    }

    private static Why why(Answer.CouldNotAsk.Why unasked) {
        return switch (unasked) {
            case TIMED_OUT -> Why.TIMED_OUT;
            case SERVFAIL, BOGUS -> Why.SERVFAIL;
            case BAD_NAME -> Why.NO_SUCH_DOMAIN;
        };
    }

    /** One question, and what was found so far. */
    private final class Search {

        private final String domain;
        private final int port;
        private final Role role;
        private final List<Stop> stops = new ArrayList<>();
        private final List<Note> notes = new ArrayList<>();
        private Optional<Why> unasked = Optional.empty();

        private Search(String domain, int port, Role role) {
            this.domain = domain;
            this.port = port;
            this.role = role;
        }

        private Plan records(List<Mx> records) {
            // RFC 7505 section 3: a null MX is the only record.
            if (records.stream().allMatch(Mx::isNull)) {
                return noWay(Why.NULL_MX);
            }
            records.stream()
                    .filter(Mx::isNull)
                    .findFirst()
                    .ifPresent(none -> notes.add(new Note(Kind.NULL_MX_AMONG_OTHERS, domain)));
            for (var mx : inOrder(records)) {
                host(mx.host(), OptionalInt.of(mx.preference()));
            }
            return found(Why.MX_WITHOUT_ADDRESS, hosts(records));
        }

        private void host(String host, OptionalInt preference) {
            if (AddressLiteral.bare(host).isPresent()) {
                notes.add(new Note(Kind.ADDRESS_AS_MX, host));
            }
            switch (dns.addresses(host)) {
                case Answer.Found<InetAddress>(var addresses) -> {
                    addresses.forEach(
                            address -> stops.add(new Stop(new Endpoint(host, address, port, role), preference)));
                    alias(host, preference);
                }
                case Answer.CouldNotAsk<InetAddress>(var why) -> {
                    unasked = Optional.of(why(why));
                    notes.add(new Note(Kind.NOT_ASKED, host));
                }
                case Answer.NoData<InetAddress> none -> notes.add(new Note(Kind.WITHOUT_ADDRESS, host));
                case Answer.NoSuchName<InetAddress> none -> notes.add(new Note(Kind.WITHOUT_ADDRESS, host));
            }
        }

        private void alias(String host, OptionalInt preference) {
            if (preference.isPresent() && dns.ask(Question.cname(host)) instanceof Answer.Found<String>(var names)) {
                notes.add(new Note(Kind.ALIAS_AS_MX, host + " (" + names.getFirst() + ")"));
            }
        }

        private Plan implicit() {
            notes.add(new Note(Kind.IMPLICIT_MX, domain));
            return addresses(OptionalInt.empty());
        }

        private Plan addresses(OptionalInt preference) {
            host(domain, preference);
            return found(Why.NO_SUCH_DOMAIN, List.of());
        }

        private Plan found(Why otherwise, List<String> hosts) {
            if (!stops.isEmpty()) {
                return new Route(stops, notes);
            }
            return unasked.map(this::noWay).orElseGet(() -> new NoWay(new NoRoute(domain, otherwise, hosts), notes));
        }

        private Plan noWay(Why why) {
            return new NoWay(new NoRoute(domain, why), notes);
        }

        private List<String> hosts(List<Mx> records) {
            return records.stream()
                    .filter(mx -> !mx.isNull())
                    .map(Mx::host)
                    .distinct()
                    .toList();
        }

        // RFC 5321 section 5.1: lowest preference first, equal ones in random order.
        private List<Mx> inOrder(List<Mx> records) {
            var order =
                    new ArrayList<>(records.stream().filter(mx -> !mx.isNull()).toList());
            Collections.shuffle(order, random);
            order.sort(Comparator.comparingInt(Mx::preference));
            return order;
        }
    }
}
