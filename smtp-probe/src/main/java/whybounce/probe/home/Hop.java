package whybounce.probe.home;

import jakarta.mail.internet.MailDateFormat;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A server that the message passed, by the Received field that it added (RFC 5321 section 4.4).
 *
 * @param from whom the server says that it had the message from
 * @param with by which protocol
 * @param delay since the hop before; negative where their clocks disagree
 */
public record Hop(
        Optional<String> from,
        Optional<String> by,
        Optional<String> with,
        Optional<Instant> time,
        Optional<Duration> delay) {

    /** RFC 5321 section 6.3 asks servers to count at least 100 hops before they see a loop. */
    private static final int MOST = 200;

    /** The hops of a message, in the order in which it made them. */
    public static List<Hop> of(HeaderFields header) {
        var hops = new ArrayList<Hop>();
        Optional<Instant> before = Optional.empty();
        var fields = header.all("Received");
        for (var field : fields.subList(0, Math.min(fields.size(), MOST)).reversed()) {
            var parts = Words.parted(field);
            var time = time(parts.getLast());
            var delay = before.flatMap(earlier -> time.map(now -> Duration.between(earlier, now)));
            hops.add(new Hop(after("from", parts), after("by", parts), after("with", parts), time, delay));
            before = time.or(() -> before(hops));
        }
        return List.copyOf(hops);
    }

    private static Optional<Instant> before(List<Hop> hops) {
        return hops.reversed().stream().flatMap(hop -> hop.time().stream()).findFirst();
    }

    private static Optional<String> after(String keyword, List<String> parts) {
        var words = parts.getFirst().split(" ", -1);
        for (int i = 0; i + 1 < words.length; i++) {
            if (words[i].equalsIgnoreCase(keyword)) {
                return Optional.of(words[i + 1]);
            }
        }
        return Optional.empty();
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(new MailDateFormat().parse(text).toInstant());
        } catch (ParseException garbled) {
            return Optional.empty();
        }
    }
}
