package whybounce.probe.steps;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import whybounce.probe.report.Answer;
import whybounce.reply.Octets;

/**
 * What was given to {@code diagnose}, read.
 *
 * @param answer what it says of each recipient
 * @param from the envelope sender, where anything names it
 * @param addresses of ours that the message left from, where they are known
 * @param helo what our host called itself
 * @param ids the names of the message, by what gave them: {@code Message-ID}, {@code Envelope id}, ...
 * @param message the message itself, or its header, where it is there
 * @param whole whether the message has its body
 */
public record Bounce(
        Kind kind,
        Answer answer,
        Optional<String> from,
        List<InetAddress> addresses,
        Optional<String> helo,
        Map<String, String> ids,
        Optional<Octets> message,
        boolean whole) {

    public Bounce {
        addresses = List.copyOf(addresses);
        ids = Map.copyOf(ids);
    }

    /** What it was recognised as. */
    public enum Kind {
        REPLY("a reply or a log line"),
        NOTIFICATION("a delivery status notification"),
        TRANSCRIPT("a transcript of smtp-probe");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }
}
