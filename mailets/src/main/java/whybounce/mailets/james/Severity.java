package whybounce.mailets.james;

import java.util.List;
import java.util.Locale;
import whybounce.failure.Attempt;
import whybounce.failure.DeliveryFailure;
import whybounce.failure.DeliveryFailure.Broken;
import whybounce.failure.DeliveryFailure.LocalRefusal;
import whybounce.failure.DeliveryFailure.NoRoute;
import whybounce.failure.DeliveryFailure.Refused;
import whybounce.failure.DeliveryFailure.TlsFailed;
import whybounce.failure.DeliveryFailure.Unexplained;
import whybounce.failure.DeliveryFailure.Unreachable;
import whybounce.failure.Stage;
import whybounce.reply.SmtpReply;

/**
 * Decides whether a failure is final, whether another server of the domain is tried, and where James decides otherwise.
 *
 * @param dnsRetries how often a domain without a server is tried again ({@code maxDnsProblemRetries})
 */
record Severity(Mending mending, int dnsRetries) {

    // What servers say when the mailbox, and not the list of recipients, is full.
    private static final List<String> QUOTA_WORDS = List.of(
            "quota", "mailbox full", "mailbox is full", "full mailbox", "inbox is full", "storage", "out of space");

    // RFC 5321 section 4.5.3.1.10: the older meaning of 552, which is 452 said wrongly.
    private static final String TOO_MANY = "too many";

    /** Whether no later attempt can help. */
    boolean isFinal(Attempt attempt, int retries) {
        boolean ours = attempt.atSmartHost();
        return switch (attempt.failure()) {
            case Refused refused -> isFinal(refused);
            // A gateway without address is a slip of our own, which no sender should pay for.
            case NoRoute(var domain, var why, var hosts) -> !ours && isFinal(why, retries);
            case TlsFailed tls -> !tls.isTransient();
            // A fault of ours may be mended while the mail waits.
            case LocalRefusal(var what, var detail) -> what != LocalRefusal.What.FAULT;
            case Unreachable unreachable -> false;
            case Broken broken -> false;
            case Unexplained unexplained -> false;
        };
    }

    private boolean isFinal(Refused refused) {
        return switch (refused.stage()) {
            case GREETING -> mending.greeting() && refused.said().isPermanent();
            case RCPT -> refused.said().isPermanent() && (refused.said().code() != 552 || isFull(refused.said()));
            default -> refused.said().isPermanent();
        };
    }

    private boolean isFull(SmtpReply said) {
        if (!mending.quota()) {
            return false;
        }
        var words = said.text().toLowerCase(Locale.ROOT);
        return said.enhanced()
                        .filter(status -> status.subject() == 2 && status.detail() == 2)
                        .isPresent()
                || (!words.contains(TOO_MANY) && QUOTA_WORDS.stream().anyMatch(words::contains));
    }

    private boolean isFinal(NoRoute.Why why, int retries) {
        return switch (why) {
            // RFC 7505 section 3: nothing is gained by waiting.
            case NULL_MX -> mending.nullMx() || retries >= dnsRetries;
            case NO_SUCH_DOMAIN, MX_WITHOUT_ADDRESS -> retries >= dnsRetries;
            case SERVFAIL, TIMED_OUT -> false;
        };
    }

    /** Whether this failure is an answer to the message, and not only one server's own trouble. */
    static boolean isAnswer(DeliveryFailure failure) {
        return failure instanceof Refused refused && afterGreeting(refused.stage());
    }

    /** Whether another server of the domain may do better. RFC 5321 section 5.1: each is tried until one takes it. */
    boolean mayTryNext(DeliveryFailure failure) {
        return switch (failure) {
            case Refused refused when afterGreeting(refused.stage()) -> !isFinal(refused);
            case Refused refused -> mending.nextServer();
            case LocalRefusal(var what, var detail) -> what != LocalRefusal.What.FAULT;
            case NoRoute none -> true;
            case TlsFailed tls -> true;
            case Unreachable unreachable -> true;
            case Broken broken -> true;
            case Unexplained unexplained -> true;
        };
    }

    private static boolean afterGreeting(Stage stage) {
        return stage.compareTo(Stage.MAIL) >= 0;
    }
}
