package whybounce.mailets.james;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.mailet.base.test.FakeMail;
import org.junit.jupiter.api.Test;
import whybounce.failure.Attempt;
import whybounce.failure.DeliveryFailure.Refused;
import whybounce.failure.RecipientOutcome;
import whybounce.failure.RecipientOutcome.Action;
import whybounce.failure.Stage;
import whybounce.reply.SmtpReply;

class FailedMailTest {
    private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");

    @Test
    void a_part_of_a_mail_that_a_matcher_split_tells_of_its_own_recipients() throws Exception {
        var mail = Rig.mail("ann");
        Outcomes.write(mail, List.of(failed("ann"), failed("ben")));
        assertThat(read(mail)).containsExactly("ann@example.org FAILED 550 5.1.1 no ann");
    }

    @Test
    void a_recipient_without_a_kept_outcome_is_told_all_the_same() throws Exception {
        var mail = Rig.mail("ann", "ben");
        Outcomes.write(mail, List.of(failed("ANN")));
        assertThat(read(mail)).hasSize(2).anyMatch(told -> told.startsWith("ben@example.org FAILED"));
    }

    @Test
    void a_mail_given_up_without_a_reason_is_no_delay() throws Exception {
        var mail = Rig.mail("ann");
        Outcomes.write(
                mail,
                List.of(new RecipientOutcome(
                        "ann@example.org",
                        Optional.empty(),
                        Action.DELAYED,
                        List.of(),
                        NOW,
                        Optional.of(NOW.plusSeconds(9)))));
        try (var rig = new Rig()) {
            rig.bouncer().bounce(mail, new Exception("no idea"));
        }
        assertThat(read(mail)).singleElement().asString().startsWith("ann@example.org FAILED");
    }

    private static List<String> read(FakeMail mail) {
        return FailedMail.read(mail, new OriginalMessage(mail), NOW).outcomes().stream()
                .map(Rig::told)
                .map(String::strip)
                .toList();
    }

    private static RecipientOutcome failed(String mailbox) {
        var refused = new Refused(Stage.RCPT, SmtpReply.parse("550 5.1.1 no " + mailbox));
        return new RecipientOutcome(
                mailbox + "@example.org",
                Optional.empty(),
                Action.FAILED,
                List.of(new Attempt(NOW, Duration.ZERO, Optional.empty(), refused)),
                NOW,
                Optional.empty());
    }
}
