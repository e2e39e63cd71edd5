package whybounce.testbed;

import java.util.List;
import whybounce.reply.Octets;

/**
 * A message that a scripted peer accepted.
 *
 * @param sender the argument of MAIL, {@code FROM:<…>} with its parameters
 * @param recipients the arguments of the accepted RCPT commands
 * @param message as it came, dots unstuffed
 */
public record Received(String sender, List<String> recipients, Octets message, boolean encrypted) {

    public Received {
        recipients = List.copyOf(recipients);
    }

    public String text() {
        return message.text();
    }
}
