package whybounce.dns;

import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
 *         "example.org", List.of("MX 10 mx.example.org", "TXT v=spf1 -all", "AD"),
 *         "mx.example.org", List.of("A 192.0.2.1"),
 *         "192.0.2.1", List.of("PTR mx.example.org"),
 *         "www.example.org", List.of("CNAME example.org"),
 *         "null.example", List.of("MX 0 ."),
 *         "broken.example", List.of("SERVFAIL"),
 *         "silent.example", List.of("TIMED_OUT")));
 * }</pre>
 *
 * A name that is not there does not exist; one with an empty list exists and has no data. A trouble such as SERVFAIL holds
 * for the types that the name has no record of. AD says that DNSSEC proves the answers.
 */
public record MapDns(Map<String, List<String>> zone) implements Dns {

    private static final Duration TTL = Duration.ofMinutes(5);
    private static final int LONGEST_CHAIN = 8;

    public MapDns {
        var names = new HashMap<String, List<String>>();
        zone.forEach((name, records) -> names.put(key(name), List.copyOf(records)));
        zone = Map.copyOf(names);
    }

    private static String key(String name) {
        return IpText.address(name)
                .map(ReverseName::of)
                .orElseGet(() -> unrooted(name).toLowerCase(Locale.ROOT));
    }

    @Override
    public <R> Response<R> ask(Question<R> question, Duration patience) {
        var answer = answer(question, LONGEST_CHAIN);
        boolean proven = zone.getOrDefault(question.name(), List.of()).contains("AD");
        return new Response<>(answer, TTL, proven && !(answer instanceof CouldNotAsk), List.of());
    }

    private <R> Answer<R> answer(Question<R> question, int chain) {
        if (question.name().contains("..")) {
            return new CouldNotAsk<>(Why.BAD_NAME);
        }
        var records = zone.get(question.name());
        if (records == null) {
            return new NoSuchName<>();
        }
        var alias = values(records, "CNAME");
        if (!alias.isEmpty() && !question.type().equals(RecordType.CNAME)) {
            return chain == 0
                    ? new CouldNotAsk<>(Why.SERVFAIL)
                    : answer(new Question<>(alias.getFirst(), question.type()), chain - 1);
        }
        var found = values(records, question.type().toString());
        return found.isEmpty()
                ? without(records)
                : new Found<>(found.stream()
                        .map(value -> question.type().cast(record(question.type(), value)))
                        .toList());
    }

    private static <R> Answer<R> without(List<String> records) {
        for (var why : Why.values()) {
            if (records.contains(why.name())) {
                return new CouldNotAsk<>(why);
            }
        }
        return new NoData<>();
    }

    private static List<String> values(List<String> records, String type) {
        return records.stream()
                .filter(line -> line.startsWith(type + " "))
                .map(line -> line.substring(type.length() + 1))
                .toList();
    }

    private static Object record(RecordType<?> type, String value) {
        var words = value.split(" ", -1);
        return switch (type.toString()) {
            case "MX" -> new Mx(Integer.parseInt(words[0]), unrooted(words[1]));
            case "A", "AAAA" -> literal(value);
            case "PTR", "CNAME" -> unrooted(value);
            case "TLSA" ->
                new Tlsa(Integer.parseInt(words[0]), Integer.parseInt(words[1]), Integer.parseInt(words[2]), words[3]);
            default -> value;
        };
    }

    private static String unrooted(String name) {
        return name.endsWith(".") && name.length() > 1 ? name.substring(0, name.length() - 1) : name;
    }

    private static InetAddress literal(String address) {
        return IpText.address(address).orElseThrow(() -> new IllegalArgumentException(address));
    }
}
