package whybounce.probe.report;

import java.util.Optional;
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
 * One recipient who was tried, and what came of it.
 *
 * @param provider who takes the recipient's mail: a platform's name, or a domain or an address
 * @param explained the failure, where it is one
 */
public record Probed(Trial trial, TrialVerdict verdict, String provider, Optional<Explained> explained, int exitCode) {

    private static final int NOT_ARRIVED = 31;
    private static final int IN_JUNK = 32;
    private static final int BOUNCED = 33;

    /** The same where more was found out after it was taken. */
    public Probed endingWith(int code) {
        return new Probed(trial, verdict, provider, explained, code);
    }

    /** A name of the catalogue, or what is known of it where no cause is. */
    public String cause() {
        return laterCause().orElseGet(this::causeOfTrial);
    }

    /** Of what was taken. */
    private Optional<String> laterCause() {
        return switch (exitCode) {
            case NOT_ARRIVED -> Optional.of("not-arrived");
            case IN_JUNK -> Optional.of("in-junk");
            case BOUNCED -> Optional.of("bounced");
            default -> Optional.empty();
        };
    }

    private String causeOfTrial() {
        return switch (verdict) {
            case ACCEPTED, STOPPED, NOT_TESTED, PORT_BLOCKED, DNS_TIMED_OUT, DNS_FAILED, OURS ->
                explained
                        .filter(found -> verdict == TrialVerdict.OURS)
                        .map(Explained::page)
                        .orElseGet(() -> AsciiJson.token(verdict));
            case REJECTED,
                    DEFERRED,
                    GREYLISTED,
                    UNREACHABLE,
                    SILENT,
                    TARPIT,
                    CLOSED,
                    CLOSED_IN_REPLY,
                    PROTOCOL_VIOLATION,
                    TLS_FAILED,
                    NO_ROUTE ->
                explained.filter(Explained::isKnown).map(Explained::page).orElseGet(this::unknownCause);
        };
    }

    /** Two failures without a cause are the same where the same code came at the same point. */
    private String unknownCause() {
        return AsciiJson.token(verdict)
                + code()
                + stage().map(stage -> " at " + stage.label()).orElse("");
    }

    private String code() {
        return reply().filter(said -> said.code() > 0)
                .map(said -> " " + said.code()
                        + said.enhanced().map(status -> " " + status).orElse(""))
                .orElse("");
    }

    public Optional<SmtpReply> reply() {
        return failure().flatMap(DeliveryFailure::reply);
    }

    private Optional<DeliveryFailure> failure() {
        return trial.end().failure();
    }

    /** Where it failed. */
    public Optional<Stage> stage() {
        return failure().flatMap(why -> switch (why) {
            case Refused(var stage, var said) -> Optional.of(stage);
            case Broken broken -> Optional.of(broken.stage());
            case Unreachable none -> Optional.of(Stage.CONNECT);
            case TlsFailed tls -> Optional.of(Stage.STARTTLS);
            case NoRoute way -> Optional.empty();
            case LocalRefusal ours -> Optional.empty();
            case Unexplained words -> Optional.empty();
        });
    }

    public boolean isGood() {
        return exitCode == 0 && verdict != TrialVerdict.NOT_TESTED;
    }

    /** Whether it was found out at all. */
    public boolean isTested() {
        return verdict != TrialVerdict.NOT_TESTED;
    }
}
