package whybounce.dns;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import whybounce.dns.Answer.CouldNotAsk;
import whybounce.dns.Answer.CouldNotAsk.Why;
import whybounce.dns.Answer.Found;
import whybounce.dns.Answer.NoData;
import whybounce.dns.Answer.NoSuchName;

/**
 * A DNS made of a map, for tests.
 *
 * <pre>{@code
 * new MapDns(Map.of(
 *         "example.org", List.of("MX 10 mx.example.org", "TXT v=spf1 -all"),
 *         "mx.example.org", List.of("A 192.0.2.1"),
 *         "null.example", List.of("MX 0 ."),
 *         "broken.example", List.of("SERVFAIL"),
 *         "silent.example", List.of("TIMED_OUT")));
 * }</pre>
 *
 * A name that is not there does not exist; one with an empty list exists and has no data.
 */
public record MapDns(Map<String, List<String>> zone) implements Dns {

    public MapDns {
        zone = Map.copyOf(zone);
    }

    @Override
    public Answer<Mx> mx(String name) {
        return ask(name, "MX", value -> {
            var parts = value.split(" ", 2);
            return new Mx(Integer.parseInt(parts[0]), parts[1].equals(".") ? "." : unrooted(parts[1]));
        });
    }

    @Override
    public Answer<InetAddress> addresses(String name) {
        Answer<InetAddress> v4 = ask(name, "A", MapDns::literal);
        Answer<InetAddress> v6 = ask(name, "AAAA", MapDns::literal);
        if (v4 instanceof Found<InetAddress>(var first) && v6 instanceof Found<InetAddress>(var second)) {
            return new Found<>(Stream.concat(first.stream(), second.stream()).toList());
        }
        return v4 instanceof NoData ? v6 : v4;
    }

    @Override
    public Answer<String> txt(String name) {
        return ask(name, "TXT", value -> value);
    }

    @Override
    public Answer<String> names(InetAddress address) {
        return ask(address.getHostAddress(), "PTR", MapDns::unrooted);
    }

    private <R> Answer<R> ask(String name, String type, Function<String, R> read) {
        var records = zone.get(unrooted(name).toLowerCase(Locale.ROOT));
        if (records == null) {
            return new NoSuchName<>();
        }
        for (var why : Why.values()) {
            if (records.contains(why.name())) {
                return new CouldNotAsk<>(why);
            }
        }
        var found = records.stream()
                .filter(line -> line.startsWith(type + " "))
                .map(line -> read.apply(line.substring(type.length() + 1)))
                .toList();
        return found.isEmpty() ? new NoData<>() : new Found<>(found);
    }

    private static String unrooted(String name) {
        return name.endsWith(".") && name.length() > 1 ? name.substring(0, name.length() - 1) : name;
    }

    private static InetAddress literal(String address) {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException bad) {
            throw new IllegalArgumentException(address, bad);
        }
    }
}
