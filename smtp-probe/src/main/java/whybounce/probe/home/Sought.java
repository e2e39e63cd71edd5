package whybounce.probe.home;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The message that is looked for.
 *
 * @param sent its header as we sent it
 * @param messageId with its angle brackets
 * @param authservId what the receiver's server calls itself in Authentication-Results, where that is known
 */
public record Sought(HeaderFields sent, String messageId, Optional<String> authservId) {

    /** A field of ours with the same id, since some servers write a Message-ID of their own. */
    public static final String OWN_FIELD = "X-Smtp-Probe-Id";

    /** Empty when there is no Message-ID to know it by. */
    public static Optional<Sought> in(HeaderFields sent, Optional<String> authservId) {
        return sent.first("Message-ID").filter(id -> !id.isBlank()).map(id -> new Sought(sent, id, authservId));
    }

    /** What it is known by. */
    List<String> names() {
        return Stream.concat(Stream.of(messageId), sent.first(OWN_FIELD).stream())
                .toList();
    }

    /** What a message with this header could be known by. */
    static List<String> namesIn(HeaderFields header) {
        return Stream.concat(header.first("Message-ID").stream(), header.all(OWN_FIELD).stream())
                .toList();
    }

    boolean is(HeaderFields header) {
        return header.first("Message-ID").filter(messageId::equals).isPresent()
                || sent.first(OWN_FIELD)
                        .filter(own -> header.all(OWN_FIELD).contains(own))
                        .isPresent();
    }

    /** Whether a notification is about it: it quotes the header of the message (RFC 3462), or at least the id. */
    boolean isNamedIn(byte[] notification) {
        return new String(notification, StandardCharsets.ISO_8859_1).contains(messageId);
    }

    Judgement judgement(HeaderFields arrived, List<String> hosts) {
        return Judgement.of(arrived, sent, authservId, hosts);
    }
}
