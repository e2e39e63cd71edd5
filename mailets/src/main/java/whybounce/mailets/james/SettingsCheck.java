package whybounce.mailets.james;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.james.transport.mailets.remote.delivery.RemoteDeliveryConfiguration;

/** Settings of the delivery that lose or mislead: one line each, which says what to change. */
record SettingsCheck(RemoteDeliveryConfiguration configuration, Parameters parameters) {

    // RFC 5321 section 4.5.4.1: the give-up time generally needs to be at least 4-5 days.
    private static final Duration LONG_ENOUGH = Duration.ofDays(4);

    List<String> warnings() {
        var lines = new ArrayList<String>();
        var total = Schedule.of(configuration).total();
        if (total.compareTo(LONG_ENOUGH) < 0) {
            lines.add("gives up after " + RetrySpan.words(total) + ": a server that is down for longer costs the mail."
                    + " Set <delayTime> and <maxRetries> so that the delays add up to 4 to 5 days"
                    + " (RFC 5321 section 4.5.4.1).");
        }
        if (!configuration.isSendPartial()) {
            lines.add("<sendpartial> is false: recipients wait for a second transaction when another is refused."
                    + " Take the parameter out.");
        }
        if (configuration.getBounceProcessor().isEmpty()) {
            lines.add("<bounceProcessor> is missing: James writes its own plain notice, and nothing is explained."
                    + " Name the processor that has ExplainedBounce.");
        }
        lines.addAll(parameters.mending().off().stream()
                .map(name -> "<" + name + "> is false: James's way of doing this loses or delays mail.")
                .toList());
        return lines;
    }

    List<String> notes() {
        return parameters.delay().isEmpty()
                ? List.of("no <delayProcessor>: nobody is told that a mail is still waiting.")
                : List.of();
    }
}
