package whybounce.probe.home;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One Authentication-Results field (RFC 8601): what a server found out about who a message is from.
 *
 * @param server its authserv-id, in lower case
 */
public record AuthenticationResults(String server, List<Result> results) {

    /**
     * What one method said.
     *
     * @param method in lower case: {@code spf}, {@code dkim}, {@code dmarc} and others
     * @param result in lower case: {@code pass}, {@code fail} and others
     * @param properties what it was about, by names such as {@code header.d}
     */
    public record Result(String method, String result, Optional<String> reason, Map<String, String> properties) {}

    public AuthenticationResults {
        results = List.copyOf(results);
    }

    /** Empty where the field does not begin with a server's name, as RFC 8601 section 2.2 asks. */
    public static Optional<AuthenticationResults> parse(String value) {
        var parts = Words.parted(value);
        // A version may follow the name.
        var server = parts.getFirst().split(" ", 2)[0].toLowerCase(Locale.ROOT);
        if (server.isEmpty() || server.contains("=")) {
            return Optional.empty();
        }
        var results = new ArrayList<Result>();
        parts.stream().skip(1).forEach(part -> result(part).ifPresent(results::add));
        return Optional.of(new AuthenticationResults(server, results));
    }

    /** What {@code method} said; a message may have several signatures. */
    public List<Result> of(String method) {
        return results.stream().filter(result -> result.method().equals(method)).toList();
    }

    private static Optional<Result> result(String part) {
        var pairs = new LinkedHashMap<String, String>();
        // Space may stand on either side of the equals sign.
        for (var word : part.replace(" =", "=").replace("= ", "=").split(" ", -1)) {
            int equals = word.indexOf('=');
            if (equals > 0) {
                pairs.putIfAbsent(
                        word.substring(0, equals).toLowerCase(Locale.ROOT),
                        word.substring(equals + 1).replace(Words.QUOTED_SPACE, ' '));
            }
        }
        if (pairs.isEmpty()) {
            return Optional.empty(); // "none", or nothing.
        }
        var first = pairs.pollFirstEntry();
        var method = first.getKey().split("/", 2)[0];
        var reason = Optional.ofNullable(pairs.remove("reason"));
        return Optional.of(new Result(method, first.getValue().toLowerCase(Locale.ROOT), reason, Map.copyOf(pairs)));
    }
}
