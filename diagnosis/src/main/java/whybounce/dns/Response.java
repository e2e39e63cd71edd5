package whybounce.dns;

import java.time.Duration;
import java.util.List;

/**
 * An answer and where it comes from.
 *
 * @param ttl for how long it holds; of an answer without records as the zone's SOA says (RFC 2308 section 5), zero where
 *     nobody said
 * @param authenticated whether the server says that DNSSEC proves it (the AD flag of RFC 4035 section 3.2.3); as good as
 *     our trust in that server and the way to it
 * @param servers that were asked, in order, as {@code address:port}
 */
public record Response<R>(Answer<R> answer, Duration ttl, boolean authenticated, List<String> servers) {

    public Response {
        servers = List.copyOf(servers);
    }

    static <R> Response<R> unasked(Answer.CouldNotAsk.Why why) {
        return new Response<>(new Answer.CouldNotAsk<>(why), Duration.ZERO, false, List.of());
    }

    Response<R> askedAt(List<String> asked) {
        return new Response<>(answer, ttl, authenticated, asked);
    }
}
