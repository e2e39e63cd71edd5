package whybounce.probe.report;

import java.util.Optional;
import whybounce.failure.DeliveryFailure;
import whybounce.failure.DeliveryFailure.Broken;
import whybounce.failure.DeliveryFailure.NoRoute;
import whybounce.failure.DeliveryFailure.Refused;
import whybounce.failure.DeliveryFailure.TlsFailed;
import whybounce.failure.DeliveryFailure.Unreachable;
import whybounce.failure.DeliveryFailure.Unreachable.Why;
import whybounce.probe.session.Verdict;

/** What a message came to, in one word. */
public enum TrialVerdict {
    ACCEPTED,
    STOPPED,
    REJECTED,
    DEFERRED,
    /** Deferred because the server does not know us yet, and it says so. */
    GREYLISTED,
    /** Somebody between us and all of them lets nothing through to port 25: ours. */
    PORT_BLOCKED,
    UNREACHABLE,
    SILENT,
    TARPIT,
    CLOSED,
    CLOSED_IN_REPLY,
    PROTOCOL_VIOLATION,
    TLS_FAILED,
    /** The DNS says that nobody takes this mail. */
    NO_ROUTE,
    /** The DNS did not say anything: nobody knows whether there is a way. */
    DNS_TIMED_OUT,
    /** The DNS answered with an error, which says as little. */
    DNS_FAILED,
    /** Ended by us, or the machine we run on. */
    OURS,
    NOT_TESTED;

    /** RFC 5321 section 4.5.4.2. Other ports are not blocked by those who run access networks. */
    private static final int SMTP_PORT = 25;

    /** One server that does not answer may be down; that two are at the same time is seldom chance. */
    private static final int SEVERAL = 2;

    private static final String GREYLISTING = "greylisted";

    /**
     * The verdict.
     *
     * @param explained the failure, where it is one
     */
    public static TrialVerdict of(Trial trial, Optional<Explained> explained) {
        return switch (trial.end().result()) {
            case TAKEN -> ACCEPTED;
            case STOPPED -> STOPPED;
            case NOT_TESTED -> NOT_TESTED;
            case FAILED ->
                trial.end().failure().map(why -> of(why, trial, explained)).orElse(OURS);
        };
    }

    private static TrialVerdict of(DeliveryFailure failure, Trial trial, Optional<Explained> explained) {
        if (failure instanceof Refused refused) {
            return refusal(refused, explained);
        }
        if (failure instanceof Unreachable) {
            return isPortBlocked(trial) ? PORT_BLOCKED : UNREACHABLE;
        }
        if (failure instanceof NoRoute route) {
            return of(route.why());
        }
        if (failure instanceof Broken || failure instanceof TlsFailed) {
            return held(trial, failure).orElse(failure instanceof Broken ? CLOSED : TLS_FAILED);
        }
        return OURS;
    }

    private static TrialVerdict refusal(Refused refused, Optional<Explained> explained) {
        if (!refused.isTransient()) {
            return REJECTED;
        }
        return explained.filter(found -> found.page().equals(GREYLISTING)).isPresent() ? GREYLISTED : DEFERRED;
    }

    private static TrialVerdict of(NoRoute.Why why) {
        return switch (why) {
            case TIMED_OUT -> DNS_TIMED_OUT;
            case SERVFAIL -> DNS_FAILED;
            case NO_SUCH_DOMAIN, NULL_MX, MX_WITHOUT_ADDRESS -> NO_ROUTE;
        };
    }

    /** What the conversation itself says of it, where the failure is one of the conversation. */
    private static Optional<TrialVerdict> held(Trial trial, DeliveryFailure failure) {
        return trial.last()
                .filter(last -> last.failure().filter(failure::equals).isPresent())
                .map(last -> of(last.verdict()));
    }

    private static TrialVerdict of(Verdict verdict) {
        return switch (verdict) {
            case ACCEPTED -> ACCEPTED;
            case REJECTED, DEFERRED, TLS_FAILED -> TLS_FAILED; // A refused STARTTLS.
            case UNREACHABLE -> UNREACHABLE;
            case SILENT -> SILENT;
            case TARPIT -> TARPIT;
            case CLOSED -> CLOSED;
            case CLOSED_IN_REPLY -> CLOSED_IN_REPLY;
            case PROTOCOL_VIOLATION -> PROTOCOL_VIOLATION;
            case OURS -> OURS;
        };
    }

    /** Several addresses, no connection to any, and silence where a closed port would have said so. */
    public static boolean isPortBlocked(Trial trial) {
        return trial.tries().size() >= SEVERAL
                && trial.tries().stream().allMatch(each -> each.peer().port() == SMTP_PORT && isNoWay(each))
                && trial.tries().stream().map(Trial.Try::peer).distinct().count() >= SEVERAL
                && trial.tries().stream()
                                .filter(each -> isUnreachable(each, Why.TIMED_OUT))
                                .count()
                        >= SEVERAL;
    }

    private static boolean isNoWay(Trial.Try each) {
        // Where there is no IPv6, each such address says so, and it says nothing of the others.
        return isUnreachable(each, Why.TIMED_OUT)
                || isUnreachable(each, Why.NETWORK_UNREACHABLE)
                || isUnreachable(each, Why.NO_ROUTE);
    }

    private static boolean isUnreachable(Trial.Try each, Why why) {
        return each.failure().filter(new Unreachable(why)::equals).isPresent();
    }

    /** In words that say whose it is; empty where the explanation says all. */
    public String words() {
        return switch (this) {
            case GREYLISTED ->
                "Greylisted: the server puts off whom it does not know, and takes the message when it is tried "
                        + "again after some minutes. That is no fault of anybody.";
            case PORT_BLOCKED ->
                "Port 25 is blocked on our side: several servers were tried and not one answered at port 25. Networks "
                        + "for homes, offices and virtual machines often let nothing out to that port. Ask who runs "
                        + "the network, or send through a relay on port 587. It says nothing about the recipient.";
            case DNS_TIMED_OUT -> "Not determined: the DNS did not answer. Whether the domain takes mail is not known.";
            case DNS_FAILED -> "Not determined: the DNS answered with an error, and not with yes or no.";
            case TARPIT -> "Tarpit: the server answered too slowly for the time that there was.";
            case ACCEPTED,
                    STOPPED,
                    REJECTED,
                    DEFERRED,
                    UNREACHABLE,
                    SILENT,
                    CLOSED,
                    CLOSED_IN_REPLY,
                    PROTOCOL_VIOLATION,
                    TLS_FAILED,
                    NO_ROUTE,
                    OURS,
                    NOT_TESTED -> "";
        };
    }
}
