package whybounce.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import whybounce.catalogue.Actor;
import whybounce.classify.Diagnosis;
import whybounce.classify.Evidence;
import whybounce.classify.Finding;
import whybounce.explain.Reader.Kind;
import whybounce.failure.Attempt;
import whybounce.failure.DeliveryFailure.Refused;
import whybounce.failure.Observation;
import whybounce.failure.Observation.Verdict;
import whybounce.failure.OriginalRecipient;
import whybounce.failure.Peer;
import whybounce.failure.Peer.Role;
import whybounce.failure.RecipientOutcome;
import whybounce.failure.RecipientOutcome.Action;
import whybounce.failure.Stage;
import whybounce.reply.SmtpReply;

class ExplainerTest {

    private static final Instant SINCE = Instant.parse("2026-11-20T08:15:00Z");
    private static final Instant UNTIL = SINCE.plus(Duration.ofDays(5));

    private final FewCauses causes = new FewCauses();
    private final Explainer explainer = new Explainer(causes);

    @ParameterizedTest(name = "{0} {1} {2} {3} to {4}")
    @CsvSource(
            delimiter = '|',
            value = {
                "recipient-unknown | 550 | FAILED  | MX         | OWN_SENDER     | SENDER          | You",
                "recipient-unknown | 550 | FAILED  | MX         | POSTMASTER     | SENDER          | The sender",
                "mailbox-full      | 552 | FAILED  | MX         | OWN_SENDER     | RECIPIENT       | The recipient, ann@example.org. Please tell them.",
                "unauthenticated   | 550 | FAILED  | MX         | OWN_SENDER     | SENDER_ADMIN    | Your mail administrator",
                "unauthenticated   | 550 | FAILED  | MX         | FOREIGN_SENDER | SENDER_ADMIN    | The mail administrator of sender.example",
                "unauthenticated   | 550 | FAILED  | MX         | POSTMASTER     | SENDER_ADMIN    | You, the administrator of this mail system",
                "relay-denied      | 550 | FAILED  | MX         | OWN_SENDER     | RECIPIENT_ADMIN | The mail administrator of example.org. You can help by telling the recipient.",
                "relay-denied      | 550 | FAILED  | SMART_HOST | OWN_SENDER     | SENDER_ADMIN    | Your mail administrator",
                "relay-denied      | 550 | FAILED  | SMART_HOST | FOREIGN_SENDER | SENDER_ADMIN    | The administrator of the mail system that sends this report",
                "recipient-unknown | 550 | FAILED  | SMART_HOST | OWN_SENDER     | SENDER          | You",
                "rate-limited      | 421 | DELAYED | MX         | OWN_SENDER     | NOBODY          | Nobody. Waiting is enough for now.",
                "rate-limited      | 421 | FAILED  | MX         | OWN_SENDER     | SENDER          | You",
                "relay-denied      | 450 | DELAYED | SMART_HOST | OWN_SENDER     | SENDER_ADMIN    | Your mail administrator",
                "unknown           | 550 | FAILED  | MX         | OWN_SENDER     | RECIPIENT_ADMIN | The mail administrator of example.org. You can help by telling the recipient.",
            })
    void who_must_act(String cause, int code, Action action, Role role, Kind kind, Actor actor, String named) {
        var told = told(cause, code, action, role, kind);
        assertThat(told.whoMustAct()).isEqualTo(actor);
        assertThat(told.actor()).isEqualTo(named);
    }

    @Test
    void a_failure() {
        var told = told("recipient-unknown", 550, Action.FAILED, Role.MX, Kind.OWN_SENDER);
        assertThat(told.headline())
                .isEqualTo("Your message to ann@example.org was not delivered: there is no such address.");
        assertThat(told.reason()).isEqualTo("there is no such address");
        assertThat(told.happened()).isEqualTo("The server of example.org does not know the address ann@example.org.");
        assertThat(told.retry()).startsWith("No.").contains("not help");
        assertThat(told.confidence()).startsWith("We are sure");
        assertThat(told.postmaster()).containsExactly("The mailbox does not exist at mx.example.org.");
    }

    @Test
    void a_delay_says_until_when() {
        var told = told("rate-limited", 421, Action.DELAYED, Role.MX, Kind.OWN_SENDER);
        assertThat(told.headline()).startsWith("Your message to ann@example.org is delayed: ");
        assertThat(told.happened()).contains("yours waits its turn");
        assertThat(told.retry()).startsWith("Yes.").contains(" until Wednesday, 25 November 2026, 08:15 UTC");
        assertThat(told.steps().getFirst()).contains("need not do anything");
    }

    @Test
    void an_expiry_says_how_long() {
        var told = told("rate-limited", 421, Action.FAILED, Role.MX, Kind.OWN_SENDER);
        assertThat(told.headline()).startsWith("Your message to ann@example.org could not be delivered in 4 days: ");
        assertThat(told.retry()).startsWith("No.").contains(" 4 days ");
        assertThat(told.steps().getFirst()).startsWith("Wait an hour");
    }

    @ParameterizedTest(name = "{0} attempts, the last after {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | PT2S    | was not delivered                | No. We tried once and have stopped.",
                "3 | PT40S   | was not delivered                | No. We tried 3 times within a minute and have stopped.",
                "10 | P5D    | could not be delivered in 5 days | No. We tried for 5 days and have stopped.",
                "3 | PT10M5S | was not delivered                | No. We tried 3 times in 10 minutes and have stopped.",
                "9 | PT5H    | could not be delivered in 5 hours | No. We tried 9 times in 5 hours and have stopped.",
                "1 | PT119H  | could not be delivered in 5 days | No. We tried for 5 days and have stopped.",
            })
    void giving_up_is_told_truly(int attempts, Duration after, String headline, String retry) {
        var attempt = new Attempt(
                SINCE.plus(after),
                Duration.ofMillis(12),
                Optional.empty(),
                new Refused(Stage.RCPT, SmtpReply.parse("421 no")));
        var outcome = new RecipientOutcome(
                "ann@example.org",
                Optional.empty(),
                Action.FAILED,
                Collections.nCopies(attempts, attempt),
                SINCE,
                Optional.empty());
        var told = explainer.explain(outcome, diagnosis("rate-limited", Map.of()), List.of(), reader(Kind.OWN_SENDER));
        assertThat(told.headline()).contains(headline + ": ");
        assertThat(told.retry()).startsWith(retry);
    }

    @Test
    void an_unknown_cause_is_not_guessed() {
        var told = explainer.explain(
                outcome(550, Action.FAILED, Role.MX, Optional.empty()),
                new Diagnosis(List.of()),
                List.of(),
                reader(Kind.OWN_SENDER));
        assertThat(told.headline()).contains("we do not know why");
        assertThat(told.confidence()).contains("we do not guess");
    }

    @Test
    void our_own_gateway_is_named_to_our_own_people_only() {
        var own = told("relay-denied", 550, Action.FAILED, Role.SMART_HOST, Kind.OWN_SENDER);
        assertThat(own.happened()).contains("mx.example.org", "It never got as far as example.org");
        var foreign = told("relay-denied", 550, Action.FAILED, Role.SMART_HOST, Kind.FOREIGN_SENDER);
        assertThat(foreign.toString()).doesNotContain("mx.example.org");
    }

    @Test
    void a_foreign_sender_learns_nothing_of_our_inside() {
        var told = told("unauthenticated", 550, Action.FAILED, Role.MX, Kind.FOREIGN_SENDER);
        assertThat(told.postmaster()).isEmpty();
        assertThat(told.postmasterSteps()).isEmpty();
        assertThat(told.steps()).containsExactly("Ask the administrator of sender.example to look at this report.");
        assertThat(told.toString()).doesNotContain("198.51.100.7");
    }

    @Test
    void a_record_to_publish_is_the_first_step_of_the_administrator() {
        var seen = new Observation(
                "SPF",
                Verdict.CONFIRMS,
                "no record",
                Optional.of("Publish this record:\nsender.example. IN TXT \"v=spf1 mx -all\""));
        var refuted = new Observation("PTR", Verdict.REFUTES, "fine", Optional.of("not this"));
        var told = explainer.explain(
                outcome(550, Action.FAILED, Role.MX, Optional.empty()),
                diagnosis("unauthenticated", Map.of()),
                List.of(seen, refuted),
                reader(Kind.OWN_SENDER));
        assertThat(told.postmasterSteps().getFirst())
                .isEqualTo("Publish this record:\nsender.example. IN TXT \"v=spf1 mx -all\"");
        assertThat(told.toString()).doesNotContain("not this");
    }

    @Test
    void the_address_that_the_sender_used_is_told() {
        var orcpt = new OriginalRecipient("rfc822", "sales+2Beu@example.org");
        var told = explainer.explain(
                outcome(550, Action.FAILED, Role.MX, Optional.of(orcpt)),
                diagnosis("recipient-unknown", Map.of()),
                List.of(),
                reader(Kind.OWN_SENDER));
        assertThat(told.headline()).contains("sales+eu@example.org").doesNotContain("ann@");
    }

    @Test
    void facts_are_values_and_never_templates() {
        var told = explainer.explain(
                outcome(550, Action.FAILED, Role.MX, Optional.empty()),
                diagnosis("mailbox-full", Map.of("limit", "{recipient}[{sender}]", "recipient", "x@evil.example")),
                List.of(),
                reader(Kind.OWN_SENDER));
        assertThat(told.postmaster()).containsExactly("The recipient is over quota of {recipient}[{sender}].");
        assertThat(told.toString()).doesNotContain("evil");
    }

    @Test
    void one_explanation_as_text() {
        assertThat(PlainText.of(told("mailbox-full", 552, Action.FAILED, Role.MX, Kind.POSTMASTER)))
                .isEqualTo("""
                        The message from bob@sender.example to ann@example.org was not delivered:
                        the recipient's mailbox is full.

                        The recipient is over quota.

                        Who must act: The recipient, ann@example.org

                        What to do
                           1. Nothing on our side needs to be changed.

                        Will it be tried again?
                           No. We will not try again. Send it again when the recipient has made
                           room.

                        How sure we are
                           We are sure what this failure means; what lies behind it may differ.
                        """);
    }

    private Explanation told(String cause, int code, Action action, Role role, Kind kind) {
        var facts = cause.equals("unauthenticated") ? Map.of("address", "198.51.100.7") : Map.<String, String>of();
        return explainer.explain(
                outcome(code, action, role, Optional.empty()), diagnosis(cause, facts), List.of(), reader(kind));
    }

    private Diagnosis diagnosis(String cause, Map<String, String> facts) {
        return new Diagnosis(
                List.of(new Finding(causes.cause(cause), "a-rule", Evidence.WORDING, Optional.empty(), facts)));
    }

    private static Reader reader(Kind kind) {
        return new Reader(kind, Locale.ENGLISH, "bob@sender.example");
    }

    private static RecipientOutcome outcome(int code, Action action, Role role, Optional<OriginalRecipient> original) {
        var peer = new Peer("mx.example.org", Optional.of("192.0.2.25"), 25, role);
        var failure = new Refused(Stage.RCPT, SmtpReply.of(code, "no"));
        var attempt = new Attempt(SINCE.plus(Duration.ofDays(4)), Duration.ofMillis(20), Optional.of(peer), failure);
        return new RecipientOutcome(
                "ann@example.org",
                original,
                action,
                List.of(attempt),
                SINCE,
                action == Action.DELAYED ? Optional.of(UNTIL) : Optional.empty());
    }
}
