package whybounce.probe.session;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import whybounce.failure.OriginalRecipient;

/**
 * What RCPT says besides the recipient (RFC 3461).
 *
 * @param reports when to report; empty leaves it to the server
 * @param original the address that the sender meant
 * @param utf8 whether the recipient may be other than ASCII; MAIL has to have said SMTPUTF8 then
 */
public record RcptParameters(Set<Notify> reports, Optional<OriginalRecipient> original, boolean utf8) {

    public static final RcptParameters NONE = new RcptParameters(Set.of(), Optional.empty(), false);

    /** RFC 3461 section 4.1. */
    public enum Notify {
        NEVER,
        SUCCESS,
        FAILURE,
        DELAY
    }

    public RcptParameters {
        reports = Set.copyOf(reports);
        if (reports.contains(Notify.NEVER) && reports.size() > 1) {
            throw new IllegalArgumentException("NOTIFY=NEVER stands alone: " + reports);
        }
    }

    public RcptParameters with(Set<Notify> when) {
        return new RcptParameters(when, original, utf8);
    }

    public RcptParameters with(OriginalRecipient meant) {
        return new RcptParameters(reports, Optional.of(meant), utf8);
    }

    public RcptParameters withUtf8() {
        return new RcptParameters(reports, original, true);
    }

    /** As they stand in the command, each with a space in front. */
    String text() {
        var text = new StringBuilder();
        if (!reports.isEmpty()) {
            text.append(" NOTIFY=")
                    .append(new TreeSet<>(reports).stream().map(Notify::name).collect(Collectors.joining(",")));
        }
        original.ifPresent(meant -> text.append(" ORCPT=")
                .append(CommandText.word("the type of ORCPT", meant.type()))
                .append(';')
                .append(CommandText.xtext(CommandText.line("ORCPT", meant.address()))));
        return text.toString();
    }
}
