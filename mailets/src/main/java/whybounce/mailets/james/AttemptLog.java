package whybounce.mailets.james;

import java.time.Duration;
import java.util.function.Supplier;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import whybounce.catalogue.Cause;
import whybounce.classify.Finding;
import whybounce.failure.Attempt;
import whybounce.failure.DeliveryFailure;
import whybounce.failure.DeliveryFailure.Broken;
import whybounce.failure.DeliveryFailure.Refused;
import whybounce.failure.Peer;
import whybounce.failure.Stage;
import whybounce.mailets.checks.Traffic;
import whybounce.mailets.own.Knowledge;
import whybounce.reply.SmtpReply;

/**
 * One line for each recipient of each attempt, so that "what became of message X?" has an answer:
 *
 * <pre>{@code
 * id=Mail1-to-example.org to=ann@example.org result=failed host=mx1.example.org ip=192.0.2.1 port=25 stage=RCPT
 *   code=550 cause=no-such-user ms=40 said="550 5.1.1 no such user"
 * }</pre>
 */
final class AttemptLog {

    private static final Logger LOG = LoggerFactory.getLogger("whybounce.delivery");

    // A line of a log; the whole reply travels with the mail.
    private static final int LONGEST_SAID = 300;

    private final Supplier<Knowledge> knowledge;
    private final Tally tally;
    private final Traffic traffic;

    AttemptLog(Supplier<Knowledge> knowledge, Tally tally, Traffic traffic) {
        this.tally = tally;
        this.knowledge = knowledge;
        this.traffic = traffic;
    }

    void delivered(Mail mail, MailAddress recipient, Peer peer, Duration took) {
        tally.delivered();
        LOG.info(
                "id={} to={} result=delivered host={} ip={} port={} ms={}",
                word(mail.getName()),
                word(recipient.asString()),
                word(peer.host()),
                peer.address().orElse("-"),
                peer.port(),
                took.toMillis());
    }

    /** Writes that it failed, and says for which cause. */
    String failed(Mail mail, MailAddress recipient, Attempt attempt) {
        var cause = cause(attempt);
        var peer = attempt.peer();
        LOG.info(
                "id={} to={} result=failed host={} ip={} port={} stage={} code={} cause={} ms={} said=\"{}\"",
                word(mail.getName()),
                word(recipient.asString()),
                peer.map(Peer::host).map(AttemptLog::word).orElse("-"),
                peer.flatMap(Peer::address).orElse("-"),
                peer.map(p -> String.valueOf(p.port())).orElse("-"),
                stage(attempt.failure()).name(),
                attempt.failure()
                        .reply()
                        .map(SmtpReply::code)
                        .map(String::valueOf)
                        .orElse("-"),
                cause,
                attempt.took().toMillis(),
                shortened(Wording.of(attempt.failure())));
        tally.failed(cause);
        return cause;
    }

    private String cause(Attempt attempt) {
        boolean direct = attempt.failure() instanceof DeliveryFailure.Unreachable && !attempt.atSmartHost();
        if (direct && traffic.blockade().isPresent()) {
            return "outbound-blocked"; // As ExplainedBounce tells it.
        }
        return knowledge
                .get()
                .causes()
                .diagnose(attempt)
                .best()
                .map(Finding::cause)
                .map(Cause::id)
                .orElse(Cause.UNKNOWN);
    }

    private static Stage stage(DeliveryFailure failure) {
        return switch (failure) {
            case Refused(var stage, var said) -> stage;
            case Broken(var stage, var how, var partial) -> stage;
            case DeliveryFailure.TlsFailed tls -> Stage.STARTTLS;
            case DeliveryFailure.Unreachable unreachable -> Stage.CONNECT;
            case DeliveryFailure.NoRoute none -> Stage.CONNECT;
            case DeliveryFailure.LocalRefusal local -> Stage.MAIL;
            case DeliveryFailure.Unexplained unexplained -> Stage.CONNECT;
        };
    }

    /** One word, so that it cannot be taken for another field: a quoted local part may hold spaces. */
    static String word(String text) {
        return safe(text).replaceAll("[ \"]", "?");
    }

    static String shortened(String text) {
        var safe = safe(text).replace('"', '\'');
        return safe.length() <= LONGEST_SAID ? safe : safe.substring(0, LONGEST_SAID) + "...";
    }

    /** Printable ASCII alone: no line can be forged, no terminal driven. */
    static String safe(String text) {
        var out = new StringBuilder(Math.min(text.length(), 2 * LONGEST_SAID));
        text.codePoints().limit(2L * LONGEST_SAID).forEach(c -> {
            if (c == '\n' || c == '\t') {
                out.append(' ');
            } else if (c < ' ' || c > '~') {
                out.append("\\u{").append(Integer.toHexString(c)).append('}');
            } else {
                out.append((char) c);
            }
        });
        return out.toString();
    }
}
