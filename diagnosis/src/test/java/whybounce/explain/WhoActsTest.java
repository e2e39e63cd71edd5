package whybounce.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import whybounce.catalogue.Catalogue;
import whybounce.catalogue.Cause;
import whybounce.classify.Diagnosis;
import whybounce.classify.Evidence;
import whybounce.classify.Finding;
import whybounce.failure.Attempt;
import whybounce.failure.DeliveryFailure.Refused;
import whybounce.failure.Peer;
import whybounce.failure.RecipientOutcome;
import whybounce.failure.RecipientOutcome.Action;
import whybounce.failure.Stage;
import whybounce.reply.SmtpReply;

/** Who must act, and what that person is told to do first, in each state and for each reader. */
class WhoActsTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Catalogue CATALOGUE = Catalogue.shipped();
    private static final Explainer EXPLAINER = new Explainer(CATALOGUE);

    static Stream<String> causes() {
        return CATALOGUE.causes().stream().map(Cause::id);
    }

    @ParameterizedTest(name = "{0}, {1} {2}, peer {3}, for {4}: {5}")
    @CsvSource(delimiter = '|', textBlock = """
            recipient-unknown     | FAILED  | 550 | MX         | OWN_SENDER     | You                                                       | Compare ann@example.org
            recipient-unknown     | FAILED  | 450 | MX         | OWN_SENDER     | You                                                       | Compare ann@example.org
            recipient-unknown     | FAILED  | 550 | SMART_HOST | OWN_SENDER     | You                                                       | Compare ann@example.org
            mailbox-full          | DELAYED | 452 | MX         | OWN_SENDER     | The recipient, ann@example.org. Please tell them. | Tell the recipient
            greylisted            | DELAYED | 451 | MX         | OWN_SENDER     | Nobody. Waiting is enough for now.                        | You need not do anything
            greylisted            | FAILED  | 451 | MX         | OWN_SENDER     | You                                                       | Wait an hour
            server-busy           | FAILED  | 421 | MX         | OWN_SENDER     | The mail administrator of example.org. You can help by telling the recipient. | You need not change
            unknown               | DELAYED | 451 | MX         | OWN_SENDER     | Nobody. Waiting is enough for now.                        | You need not do anything
            spf-fail              | DELAYED | 451 | MX         | OWN_SENDER     | Your mail administrator                                   | Forward this report
            spf-fail              | FAILED  | 550 | MX         | FOREIGN_SENDER | The mail administrator of example.com                     | If example.com belongs
            ip-blocklisted        | FAILED  | 554 | MX         | FOREIGN_SENDER | The administrator of the mail system that sends this report | You need not change
            smtp-auth-failed      | FAILED  | 535 | SMART_HOST | OWN_SENDER     | Your mail administrator                                   | Forward this report
            rate-limited          | DELAYED | 421 | SMART_HOST | OWN_SENDER     | Your mail administrator                                   | Forward this report
            rate-limited          | DELAYED | 421 | SMART_HOST | FOREIGN_SENDER | The administrator of the mail system that sends this report | You need not do anything
            sender-quota-exceeded | FAILED  | 550 | SMART_HOST | OWN_SENDER     | You                                                       | Wait until the limit
            sender-quota-exceeded | FAILED  | 550 | SMART_HOST | FOREIGN_SENDER | The administrator of the mail system that sends this report | Nothing is wrong
            """)
    void whoActsAndWhatIsFirst(
            String cause, Action action, int code, Peer.Role role, Reader.Kind kind, String actor, String step) {
        var told = told(cause, action, code, role, kind);
        assertThat(told.actor()).isEqualTo(actor);
        assertThat(told.steps().getFirst()).startsWith(step);
    }

    @ParameterizedTest
    @MethodSource("causes")
    void eachCauseSaysInItsOwnWordsWhetherToSendAgain(String cause) {
        var told = told(cause, Action.FAILED, 550, Peer.Role.MX, Reader.Kind.OWN_SENDER);
        var stopgap = Frames.of(Locale.ENGLISH)
                .text(Frame.RESEND_ONLY, Map.of("how", CATALOGUE.cause(cause).senderResends()));
        assertThat(told.retry()).startsWith("No. ").doesNotContain(stopgap);
    }

    @ParameterizedTest
    @MethodSource("causes")
    void nothingIsLeftUnfilled(String cause) {
        for (var kind : Reader.Kind.values()) {
            for (var action : List.of(Action.FAILED, Action.DELAYED)) {
                assertThat(told(cause, action, 451, Peer.Role.MX, kind).toString())
                        .doesNotContain("{", "}");
            }
        }
    }

    private static Explanation told(String cause, Action action, int code, Peer.Role role, Reader.Kind kind) {
        var finding = new Finding(CATALOGUE.cause(cause), "test", Evidence.WORDING, Optional.empty(), Map.of());
        var peer = new Peer("mx.example.org", Optional.of("192.0.2.1"), 25, role);
        var failure = new Refused(Stage.RCPT, SmtpReply.parse(code + " no"));
        var attempt = new Attempt(NOON, Duration.ofSeconds(1), Optional.of(peer), failure);
        var outcome = new RecipientOutcome(
                "ann@example.org",
                Optional.empty(),
                action,
                List.of(attempt),
                NOON.minusSeconds(86_400),
                Optional.empty());
        var reader = new Reader(kind, Locale.ENGLISH, "bob@example.com");
        return EXPLAINER.explain(outcome, new Diagnosis(List.of(finding)), List.of(), reader);
    }
}
