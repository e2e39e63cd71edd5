package whybounce.probe.report;

import java.util.Optional;
import whybounce.failure.Attempt;
import whybounce.failure.DeliveryFailure;
import whybounce.failure.DeliveryFailure.Broken;
import whybounce.failure.DeliveryFailure.LocalRefusal;
import whybounce.failure.DeliveryFailure.NoRoute;
import whybounce.failure.DeliveryFailure.Refused;
import whybounce.failure.DeliveryFailure.TlsFailed;
import whybounce.failure.DeliveryFailure.Unexplained;
import whybounce.failure.DeliveryFailure.Unreachable;
import whybounce.failure.Peer;
import whybounce.failure.Stage;
import whybounce.probe.home.Homecoming;
import whybounce.probe.home.Homecoming.Absent;
import whybounce.probe.home.Homecoming.Arrived;
import whybounce.probe.home.Homecoming.Bounced;
import whybounce.probe.home.Homecoming.Unseen;
import whybounce.reply.SmtpReply;

/**
 * One recipient who was tried, and what came of it.
 *
 * @param provider who takes the recipient's mail: a platform's name, or a domain or an address
 * @param explained the failure, where it is one
 * @param fate what became of it after it was taken, where somebody waited for it
 * @param byAddress whether it is one of several addresses that were tried for the same recipient
 */
public record Probed(
        Trial trial,
        TrialVerdict verdict,
        String provider,
        Optional<Explained> explained,
        Optional<Fate> fate,
        boolean byAddress,
        int exitCode) {

    /** As it stands before anybody waited for it. */
    public static Probed of(
            Trial trial, TrialVerdict verdict, String provider, Optional<Explained> explained, int exitCode) {
        return new Probed(trial, verdict, provider, explained, Optional.empty(), false, exitCode);
    }

    /** The same where more was found out after it was taken. */
    public Probed endingWith(Fate end) {
        var why = end.explained().stream().findFirst().or(() -> explained);
        return new Probed(trial, verdict, provider, why, Optional.of(end), byAddress, end.exitCode());
    }

    /** The same as one of several addresses. */
    public Probed atAddress() {
        return new Probed(trial, verdict, provider, explained, fate, true, exitCode);
    }

    /** The server and its address, as they were connected to; empty where none was. */
    public String place() {
        return trial.end().peer().map(Probed::place).orElse("");
    }

    private static String place(Peer peer) {
        return peer.host() + peer.address().map(text -> " [" + text + "]").orElse("") + " port " + peer.port();
    }

    /** What it is called: the recipient, and the address where there are several. */
    public String name() {
        return byAddress ? trial.to() + " at " + place() : trial.to();
    }

    /** A name of the catalogue, or what is known of it where no cause is. */
    public String cause() {
        return fate.flatMap(end -> causeOf(end.end())).orElseGet(this::causeOfTrial);
    }

    /** Of what was taken. */
    private Optional<String> causeOf(Homecoming end) {
        return switch (end) {
            case Absent absent -> Optional.of("not-arrived");
            case Arrived arrived -> Optional.of(arrived.junk() ? "in-junk" : "arrived");
            case Bounced bounced ->
                Optional.of(explained
                        .filter(Explained::isKnown)
                        .map(Explained::page)
                        .orElse("bounced"));
            case Unseen unseen -> Optional.of("not-seen");
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

    /** Of the trial; else what a bounce tells. */
    private Optional<DeliveryFailure> failure() {
        return trial.end()
                .failure()
                .or(() -> fate.flatMap(end -> explained)
                        .flatMap(found -> found.outcome().lastAttempt())
                        .map(Attempt::failure));
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
        return exitCode == 0 && isTested();
    }

    /** Whether it was found out at all. */
    public boolean isTested() {
        return verdict != TrialVerdict.NOT_TESTED
                && fate.filter(end -> end.end() instanceof Unseen).isEmpty();
    }

    /** Why it was not found out. */
    public String reason() {
        return fate.isPresent() && fate.get().end() instanceof Unseen unseen
                ? unseen.why()
                : trial.end().reason();
    }
}
