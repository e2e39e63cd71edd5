package whybounce.probe.session;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import whybounce.reply.SmtpReply;

/**
 * What the server said in answer to EHLO (RFC 5321 section 4.1.1.1).
 *
 * @param greeting the first line: the server's name and words
 * @param offers the other lines, in their order, whatever they look like
 */
public record Capabilities(String greeting, List<Offer> offers) {

    /** Before EHLO, and after HELO. */
    public static final Capabilities NONE = new Capabilities("", List.of());

    /** Some servers still write AUTH=LOGIN, as a draft before RFC 2554 had it. */
    private static final String OLD_AUTH = "AUTH=";

    /**
     * One line.
     *
     * @param keyword the first word, in upper case; it may be anything
     * @param parameters the other words as they came
     */
    public record Offer(String keyword, List<String> parameters) {

        public Offer {
            parameters = List.copyOf(parameters);
        }

        private static Offer read(String line) {
            var words = new ArrayList<String>();
            for (var word : line.strip().split(" ", -1)) {
                if (words.isEmpty() || !word.isEmpty()) {
                    words.add(word);
                }
            }
            var keyword = words.getFirst().toUpperCase(Locale.ROOT);
            return new Offer(keyword, words.subList(1, words.size()));
        }

        // RFC 5321 section 4.1.1.1: letters, digits and hyphens, not beginning with a hyphen.
        public boolean isMalformed() {
            return keyword.isEmpty()
                    || keyword.charAt(0) == '-'
                    || keyword.chars().anyMatch(c -> c != '-' && (c > 'Z' || c < '0' || (c > '9' && c < 'A')));
        }
    }

    public Capabilities {
        offers = List.copyOf(offers);
    }

    static Capabilities of(SmtpReply reply) {
        if (reply.lines().isEmpty()) {
            return NONE;
        }
        var offers = new ArrayList<Offer>();
        for (var line : reply.lines().subList(1, reply.lines().size())) {
            offers.add(Offer.read(line.text()));
        }
        return new Capabilities(reply.lines().getFirst().text(), offers);
    }

    public boolean offers(String keyword) {
        return offer(keyword).isPresent();
    }

    /** The first line with this keyword. */
    public Optional<Offer> offer(String keyword) {
        for (var offer : offers) {
            if (offer.keyword().equalsIgnoreCase(keyword)) {
                return Optional.of(offer);
            }
        }
        return Optional.empty();
    }

    /** The longest message that the server takes; empty when it does not say, or says 0 (RFC 1870 section 3). */
    public OptionalLong size() {
        var number = offer("SIZE").map(Offer::parameters).filter(words -> !words.isEmpty());
        try {
            long octets = number.isEmpty() ? 0 : Long.parseLong(number.get().getFirst());
            return octets > 0 ? OptionalLong.of(octets) : OptionalLong.empty();
        } catch (NumberFormatException noNumber) {
            return OptionalLong.empty();
        }
    }

    /** The mechanisms of AUTH, in upper case. */
    public List<String> mechanisms() {
        return offers.stream()
                .flatMap(offer -> offer.keyword().startsWith(OLD_AUTH)
                        ? Arrays.stream((offer.keyword().substring(OLD_AUTH.length()) + " "
                                        + String.join(" ", offer.parameters()))
                                .split(" "))
                        : offer.parameters().stream()
                                .filter(any -> offer.keyword().equals("AUTH")))
                .filter(name -> !name.isEmpty())
                .map(name -> name.toUpperCase(Locale.ROOT))
                .distinct()
                .toList();
    }
}
