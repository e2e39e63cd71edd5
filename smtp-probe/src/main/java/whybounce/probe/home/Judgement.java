package whybounce.probe.home;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What the receiver's own server thought of the message; anybody could have written the fields of others. */
public sealed interface Judgement {

    record Own(AuthenticationResults results) implements Judgement {}

    /**
     * There are fields, and none that is known to be the receiver's.
     *
     * @param servers who they say that they are from
     */
    record Foreign(List<String> servers) implements Judgement {
        public Foreign {
            servers = List.copyOf(servers);
        }
    }

    record Nothing() implements Judgement {}

    /** Registries sell names below these, so that two of them need not be the same people's. */
    Set<String> PUBLIC = Set.of("co", "com", "net", "org", "ac", "gov", "edu", "or", "ne", "go");

    /** Of the servers named in fields that are not trusted so many are told. */
    int MOST_SERVERS = 5;

    /**
     * Looks for the topmost field of the receiver's own server (RFC 8601 section 5).
     *
     * @param sent the header that we sent: what stands in it is not the receiver's
     * @param authservId the name that the receiver's server uses, when that is known; otherwise the server is known by
     *     a name related to the topmost Received field's or to {@code hosts}
     */
    static Judgement of(HeaderFields arrived, HeaderFields sent, Optional<String> authservId, List<String> hosts) {
        var ours = sent.all("Authentication-Results");
        var all = arrived.all("Authentication-Results").stream()
                .filter(field -> !ours.contains(field))
                .flatMap(field -> AuthenticationResults.parse(field).stream())
                .toList();
        return all.stream()
                .filter(field -> authservId
                        .map(name -> name.equalsIgnoreCase(field.server()))
                        .orElseGet(() -> isReceivers(field.server(), arrived, hosts)))
                .findFirst()
                .<Judgement>map(Own::new)
                .orElseGet(() -> all.isEmpty() ? new Nothing() : new Foreign(servers(all)));
    }

    private static List<String> servers(List<AuthenticationResults> all) {
        return all.stream()
                .map(AuthenticationResults::server)
                .distinct()
                .limit(MOST_SERVERS)
                .toList();
    }

    private static boolean isReceivers(String server, HeaderFields arrived, List<String> hosts) {
        var last = Hop.of(arrived).reversed().stream()
                .flatMap(hop -> hop.by().stream())
                .filter(Judgement::isName) // Some call themselves by an address there.
                .findFirst();
        return last.filter(by -> areRelated(server, by)).isPresent()
                || hosts.stream().filter(Judgement::isName).anyMatch(host -> areRelated(server, host));
    }

    private static boolean isName(String host) {
        return host.contains(".") && host.chars().anyMatch(c -> c > '9') && !host.contains(":");
    }

    /** Whether one name is below the other, or both are siblings. */
    private static boolean areRelated(String one, String other) {
        var a = one.toLowerCase(Locale.ROOT);
        var b = other.toLowerCase(Locale.ROOT);
        return isWithin(a, b) || isWithin(b, a) || isWithin(b, a.substring(a.indexOf('.') + 1));
    }

    private static boolean isWithin(String name, String domain) {
        var labels = List.of(domain.split("\\.", -1));
        boolean somebodys = labels.size() > 2 || (labels.size() == 2 && !PUBLIC.contains(labels.getFirst()));
        return name.equals(domain) || (somebodys && name.endsWith("." + domain));
    }
}
