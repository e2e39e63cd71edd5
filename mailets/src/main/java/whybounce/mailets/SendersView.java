package whybounce.mailets;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.mailet.DsnParameters.XText;
import whybounce.failure.Attempt;
import whybounce.failure.DeliveryFailure;
import whybounce.failure.DeliveryFailure.Broken;
import whybounce.failure.DeliveryFailure.LocalRefusal;
import whybounce.failure.DeliveryFailure.NoRoute;
import whybounce.failure.DeliveryFailure.Refused;
import whybounce.failure.DeliveryFailure.TlsFailed;
import whybounce.failure.DeliveryFailure.Unexplained;
import whybounce.failure.DeliveryFailure.Unreachable;
import whybounce.failure.RecipientOutcome;
import whybounce.reply.Octets;
import whybounce.reply.SmtpReply;

/**
 * A recipient as its sender knows it. Behind an alias the failure is told for the address that the sender used, and
 * the address behind it is disclosed nowhere, not in the other server's words either (RFC 3461 section 5.2.7.4).
 */
final class SendersView {
    private static final String HIDDEN = "(hidden)";

    /** A shorter local part is an ordinary word in too many replies. */
    private static final int SHORTEST_NAME = 3;

    private final RecipientOutcome outcome;
    private final String used;
    private final Pattern secret;

    private SendersView(RecipientOutcome outcome, String used) {
        this.outcome = outcome;
        this.used = used;
        this.secret = secret(outcome.recipient(), used);
    }

    /** The outcome as the sender may see it. */
    static RecipientOutcome of(RecipientOutcome outcome) {
        return outcome.originalRecipient()
                .filter(original -> original.type().equalsIgnoreCase("rfc822"))
                .map(original -> original.address())
                .filter(XText::isValid)
                .map(XText::decode)
                .filter(used -> used.contains("@") && !used.equalsIgnoreCase(outcome.recipient()))
                .map(used -> new SendersView(outcome, used).veiled())
                .orElse(outcome);
    }

    private RecipientOutcome veiled() {
        return new RecipientOutcome(
                used,
                outcome.originalRecipient(),
                outcome.action(),
                outcome.attempts().stream().map(this::veiled).toList(),
                outcome.since(),
                outcome.retryUntil());
    }

    private Attempt veiled(Attempt attempt) {
        // The server's name gives away where the alias leads.
        return new Attempt(
                attempt.time(), attempt.took(), attempt.peer().filter(peer -> sameDomain()), veiled(attempt.failure()));
    }

    private DeliveryFailure veiled(DeliveryFailure failure) {
        return switch (failure) {
            case Refused(var stage, var said) -> new Refused(stage, veiled(said));
            case TlsFailed(var detail, var reply) -> new TlsFailed(veiled(detail), reply.map(this::veiled));
            case Broken(var stage, var how, var partial) -> new Broken(stage, how, partial.map(this::veiled));
            case LocalRefusal(var what, var detail) -> new LocalRefusal(what, veiled(detail));
            case Unexplained(var text) -> new Unexplained(veiled(text));
            case NoRoute route -> sameDomain() ? route : new NoRoute(HIDDEN, route.why());
            case Unreachable unreachable -> unreachable;
        };
    }

    private SmtpReply veiled(SmtpReply reply) {
        return secret.matcher(reply.verbatim()).find()
                ? new SmtpReply(reply.lines().stream().map(this::veiled).toList())
                : reply;
    }

    private SmtpReply.Line veiled(SmtpReply.Line line) {
        return new SmtpReply.Line(
                Octets.of(veiled(line.bytes().text())),
                line.code(),
                line.separator(),
                veiled(line.text()),
                line.terminator());
    }

    private String veiled(String text) {
        return secret.matcher(text).replaceAll(Matcher.quoteReplacement(HIDDEN));
    }

    private boolean sameDomain() {
        return domain(used).equalsIgnoreCase(domain(outcome.recipient()));
    }

    private static Pattern secret(String address, String used) {
        String name = address.substring(0, Math.max(0, address.lastIndexOf('@')));
        var words =
                name.length() < SHORTEST_NAME || used.toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT))
                        ? List.of(address)
                        : List.of(address, name);
        return words.stream()
                .map(word -> "(?<![\\p{Alnum}])" + Pattern.quote(word) + "(?![\\p{Alnum}])")
                .reduce((one, other) -> one + "|" + other)
                .map(pattern -> Pattern.compile(pattern, Pattern.CASE_INSENSITIVE))
                .orElseThrow();
    }

    private static String domain(String address) {
        return address.substring(address.lastIndexOf('@') + 1);
    }

    /** The peer that spoke, for telling its platform, even where the sender does not see it. */
    static Optional<Attempt> toDiagnose(RecipientOutcome real, RecipientOutcome seen) {
        return seen.lastAttempt()
                .map(attempt -> new Attempt(
                        attempt.time(), attempt.took(), real.lastAttempt().flatMap(Attempt::peer), attempt.failure()));
    }
}
