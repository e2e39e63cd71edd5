package whybounce.mailets.james;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.james.core.MaybeSender;
import org.apache.mailet.base.test.FakeMail;
import org.junit.jupiter.api.Test;

/** What becomes of a mail from one attempt to the next, and who is told when. */
class DeliveryRetriesTest {

    @Test
    void aNullSenderIsNotToldAndCounted() throws Exception {
        var mail = FakeMail.builder()
                .name("Mail2")
                .sender(MaybeSender.nullSender())
                .recipients("one@example.org", "two@example.org")
                .mimeMessage(Rig.mail("one").getMessage())
                .build();
        try (var rig = new Rig().mx(Map.of("RCPT TO:<one@", "550 no\r\n", "RCPT TO:<two@", "450 wait\r\n"))) {
            rig.deliver(mail);

            assertThat(rig.context.getSentMails()).isEmpty();
            assertThat(rig.metrics.countFor("whybounce.dropped")).isEqualTo(1);
        }
    }

    @Test
    void aDelayIsToldOnce() throws Exception {
        try (var rig = new Rig()
                .mx(Map.of("RCPT", "450 4.2.0 wait\r\n"))
                .with("delayProcessor", "delays")
                .with("delayAfter", "0 sec")) {
            var mail = Rig.mail("ann");
            rig.deliver(mail);
            rig.deliver(mail);

            assertThat(rig.sentTo("delays")).containsExactly("ann@example.org DELAYED 450 4.2.0 wait");
            assertThat(Outcomes.read(mail).getFirst().attempts()).hasSize(2);
            assertThat(Outcomes.read(mail).getFirst().retryUntil()).isPresent();
        }
    }

    @Test
    void aDelayIsNotToldBeforeItsTime() throws Exception {
        try (var rig = new Rig().mx(Map.of("RCPT", "450 wait\r\n")).with("delayProcessor", "delays")) {
            rig.deliver("ann");

            assertThat(rig.context.getSentMails()).isEmpty();
        }
    }

    @Test
    void attemptsAreKeptFromTheBeginningAndFromTheEnd() throws Exception {
        try (var rig = new Rig().mx(Map.of("RCPT", "450 wait\r\n"))) {
            var mail = Rig.mail("ann");
            rig.deliver(mail);
            var first = Outcomes.read(mail).getFirst().attempts().getFirst();
            for (int retry = 0; retry < History.FIRST + History.LAST; retry++) {
                rig.deliver(mail);
            }

            assertThat(Outcomes.read(mail).getFirst().attempts())
                    .hasSize(History.FIRST + History.LAST)
                    .startsWith(first);
        }
    }

    @Test
    void whatJamesGivesUpIsAFailureWithItsAttempts() throws Exception {
        try (var rig = new Rig().mx(Map.of("GREETING", "421 4.7.28 slow\r\n"))) {
            var mail = Rig.mail("ann");
            rig.deliver(mail);
            rig.bouncer().bounce(mail, new Exception("Too many retries failure. Bouncing after 3 retries."));

            assertThat(rig.sentTo("bounces")).containsExactly("ann@example.org FAILED 421 4.7.28 slow");
            assertThat(Outcomes.read(mail).getFirst().expired()).isTrue();
            assertThat(mail.getAttribute("delivery-error")).isEqualTo("421 4.7.28 slow");
            assertThat(mail.getAttribute("delivery-error-code")).isEqualTo(421);
        }
    }
}
