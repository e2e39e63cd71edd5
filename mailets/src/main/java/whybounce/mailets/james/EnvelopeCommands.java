package whybounce.mailets.james;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.mailet.DsnParameters.RecipientDsnParameters;
import org.apache.mailet.DsnParameters.XText;

/**
 * What the sender asked for about notifications, added to MAIL and RCPT of one transaction (RFC 3461 section 4). James
 * sends one transaction for each value of NOTIFY instead, and stops at the first that fails.
 */
record EnvelopeCommands(DsnWishes wishes) {

    /** The command as it goes to a server that supports these extensions. What it already says stays. */
    String complete(String command, Predicate<String> supports) {
        boolean mail = command.startsWith("MAIL FROM:");
        if (!(mail || command.startsWith("RCPT TO:")) || !supports.test("DSN")) {
            return command;
        }
        return (mail ? mailParameters() : recipientParameters(address(command)))
                .filter(parameter -> !command.contains(" " + parameter.substring(0, parameter.indexOf('=') + 1)))
                .map(parameter -> " " + parameter)
                .collect(Collectors.joining("", command, ""));
    }

    // RFC 3461 sections 4.3 and 4.4.
    private Stream<String> mailParameters() {
        return Stream.of(
                        wishes.returned().map(returned -> switch (returned) {
                            case WHOLE -> "RET=FULL";
                            case HEADERS -> "RET=HDRS";
                        }),
                        wishes.envelopeId().map(id -> "ENVID=" + xtext(id)))
                .flatMap(Optional::stream);
    }

    // RFC 3461 sections 4.1 and 4.2; section 5.2.1 asks to hand both on.
    private Stream<String> recipientParameters(String recipient) {
        var asked = Optional.ofNullable(wishes.recipients().get(recipient.toLowerCase(Locale.ROOT)));
        return Stream.of(
                        asked.flatMap(RecipientDsnParameters::getNotifyParameter)
                                .map(notify -> "NOTIFY="
                                        + notify.stream().map(Enum::name).collect(Collectors.joining(","))),
                        asked.flatMap(RecipientDsnParameters::getOrcptParameter)
                                .map(original -> "ORCPT=rfc822;" + xtext(original.asString())))
                .flatMap(Optional::stream);
    }

    // RFC 3461 section 4: James keeps what the client sent, right or wrong, and a server refuses the mail for a wrong
    // one.
    private static String xtext(String given) {
        return XText.isValid(given) ? given : XText.encode(given);
    }

    /** What stands between the angle brackets. */
    private static String address(String command) {
        int from = command.indexOf('<');
        int to = command.lastIndexOf('>');
        return from >= 0 && to > from ? command.substring(from + 1, to) : "";
    }
}
