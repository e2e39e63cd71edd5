package whybounce.probe.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import whybounce.failure.DeliveryFailure;
import whybounce.failure.DeliveryFailure.Broken;
import whybounce.failure.DeliveryFailure.Broken.How;
import whybounce.failure.DeliveryFailure.LocalRefusal;
import whybounce.failure.DeliveryFailure.NoRoute;
import whybounce.failure.DeliveryFailure.Refused;
import whybounce.failure.DeliveryFailure.TlsFailed;
import whybounce.failure.DeliveryFailure.Unreachable;
import whybounce.failure.DeliveryFailure.Unreachable.Why;
import whybounce.failure.Peer;
import whybounce.failure.Peer.Role;
import whybounce.failure.Stage;
import whybounce.probe.session.Entry;
import whybounce.probe.session.Entry.Concluded.Result;
import whybounce.probe.session.Verdict;
import whybounce.reply.SmtpReply;

class TrialVerdictTest {

    record Held(Peer peer, Verdict verdict, DeliveryFailure failure) {}

    private static Held at(int address, int port, Verdict verdict, DeliveryFailure failure) {
        return new Held(
                new Peer("mx" + address + ".example.org", Optional.of("192.0.2." + address), port, Role.MX),
                verdict,
                failure);
    }

    private static Held none(int address, int port, Why why) {
        return at(address, port, Verdict.UNREACHABLE, new Unreachable(why));
    }

    private static Held broken(Verdict verdict, How how) {
        return at(1, 25, verdict, new Broken(Stage.RCPT, how, Optional.empty()));
    }

    static Stream<Arguments> ends() {
        var later = new Refused(Stage.RCPT, SmtpReply.of(451, "4.3.0 later"));
        var never = new Refused(Stage.RCPT, SmtpReply.of(550, "5.1.1 never"));
        var noTls = new TlsFailed("no", Optional.empty());
        return Stream.of(
                argumentSet("deferred", TrialVerdict.DEFERRED, List.of(at(1, 25, Verdict.DEFERRED, later))),
                argumentSet("rejected", TrialVerdict.REJECTED, List.of(at(1, 25, Verdict.REJECTED, never))),
                argumentSet(
                        "two servers silent at 25",
                        TrialVerdict.PORT_BLOCKED,
                        List.of(none(1, 25, Why.TIMED_OUT), none(2, 25, Why.TIMED_OUT))),
                argumentSet(
                        "two silent, and no IPv6",
                        TrialVerdict.PORT_BLOCKED,
                        List.of(
                                none(1, 25, Why.NETWORK_UNREACHABLE),
                                none(2, 25, Why.TIMED_OUT),
                                none(3, 25, Why.TIMED_OUT))),
                argumentSet("one of one silent", TrialVerdict.UNREACHABLE, List.of(none(1, 25, Why.TIMED_OUT))),
                argumentSet(
                        "one address twice",
                        TrialVerdict.UNREACHABLE,
                        List.of(none(1, 25, Why.TIMED_OUT), none(1, 25, Why.TIMED_OUT))),
                argumentSet(
                        "one silent, and no IPv6",
                        TrialVerdict.UNREACHABLE,
                        List.of(none(1, 25, Why.NETWORK_UNREACHABLE), none(2, 25, Why.TIMED_OUT))),
                argumentSet(
                        "one that says no",
                        TrialVerdict.UNREACHABLE,
                        List.of(none(1, 25, Why.TIMED_OUT), none(2, 25, Why.TIMED_OUT), none(3, 25, Why.REFUSED))),
                argumentSet(
                        "another port",
                        TrialVerdict.UNREACHABLE,
                        List.of(none(1, 587, Why.TIMED_OUT), none(2, 587, Why.TIMED_OUT))),
                argumentSet("silent", TrialVerdict.SILENT, List.of(broken(Verdict.SILENT, How.TIMED_OUT))),
                argumentSet("tarpit", TrialVerdict.TARPIT, List.of(broken(Verdict.TARPIT, How.TIMED_OUT))),
                argumentSet("closed", TrialVerdict.CLOSED, List.of(broken(Verdict.CLOSED, How.CLOSED))),
                argumentSet(
                        "closed in an answer",
                        TrialVerdict.CLOSED_IN_REPLY,
                        List.of(broken(Verdict.CLOSED_IN_REPLY, How.RESET))),
                argumentSet(
                        "no SMTP",
                        TrialVerdict.PROTOCOL_VIOLATION,
                        List.of(broken(Verdict.PROTOCOL_VIOLATION, How.NOT_SMTP))),
                argumentSet("no encryption", TrialVerdict.TLS_FAILED, List.of(at(1, 25, Verdict.TLS_FAILED, noTls))),
                argumentSet(
                        "a handshake that takes too long",
                        TrialVerdict.TARPIT,
                        List.of(at(1, 25, Verdict.TARPIT, noTls))),
                argumentSet(
                        "ours",
                        TrialVerdict.OURS,
                        List.of(at(1, 25, Verdict.OURS, new LocalRefusal(LocalRefusal.What.FAULT, "disk")))));
    }

    @ParameterizedTest
    @MethodSource("ends")
    void keepsThemApart(TrialVerdict verdict, List<Held> held) {
        var entries = new ArrayList<Entry>();
        for (var each : held) {
            entries.add(new Entry.Begun(Duration.ZERO, Instant.EPOCH, each.peer()));
            entries.add(new Entry.Ended(Duration.ZERO, each.verdict(), Optional.of(each.failure())));
        }
        assertThat(TrialVerdict.of(Trial.of(entries), Optional.empty())).isEqualTo(verdict);
    }

    static Stream<Arguments> answersOfTheDns() {
        return Stream.of(
                argumentSet("time-out", NoRoute.Why.TIMED_OUT, TrialVerdict.DNS_TIMED_OUT),
                argumentSet("error", NoRoute.Why.SERVFAIL, TrialVerdict.DNS_FAILED),
                argumentSet("no such name", NoRoute.Why.NO_SUCH_DOMAIN, TrialVerdict.NO_ROUTE),
                argumentSet("null MX", NoRoute.Why.NULL_MX, TrialVerdict.NO_ROUTE));
    }

    @ParameterizedTest
    @MethodSource("answersOfTheDns")
    void silenceIsNoAbsence(NoRoute.Why why, TrialVerdict verdict) {
        var end = new Entry.Concluded(
                Duration.ZERO,
                Instant.EPOCH,
                Duration.ZERO,
                Optional.empty(),
                Result.FAILED,
                "",
                Optional.of(new NoRoute("example.org", why)));
        assertThat(TrialVerdict.of(Trial.of(List.of(end)), Optional.empty())).isEqualTo(verdict);
    }
}
