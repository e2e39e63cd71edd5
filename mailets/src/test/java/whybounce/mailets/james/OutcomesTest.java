package whybounce.mailets.james;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.mailet.base.test.FakeMail;
import org.junit.jupiter.api.Test;
import whybounce.failure.Attempt;
import whybounce.failure.DeliveryFailure.Refused;
import whybounce.failure.RecipientOutcome;
import whybounce.failure.RecipientOutcome.Action;
import whybounce.failure.Stage;
import whybounce.reply.SmtpReply;

class OutcomesTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    @Test
    void whatFitsIsCarriedWhole() throws Exception {
        var outcomes = List.of(refused("ann@example.org", 10));
        assertThat(carried(outcomes)).isEqualTo(outcomes);
    }

    @Test
    void whatAHostileServerFillsIsCarriedAsEachLastAttempt() throws Exception {
        var outcomes = IntStream.range(0, 100)
                .mapToObj(n -> refused(n + "@example.org", 10))
                .toList();

        var carried = carried(outcomes);

        assertThat(carried).hasSize(100);
        for (int i = 0; i < carried.size(); i++) {
            var attempts = outcomes.get(i).attempts();
            assertThat(carried.get(i).attempts()).containsExactly(attempts.getLast());
        }
    }

    private static List<RecipientOutcome> carried(List<RecipientOutcome> outcomes) throws Exception {
        var mail = FakeMail.builder().name("mail").build();
        Outcomes.write(mail, outcomes);
        return Outcomes.read(mail);
    }

    private static RecipientOutcome refused(String recipient, int times) {
        var attempts = IntStream.range(0, times)
                .mapToObj(n -> new Attempt(
                        NOON.plusSeconds(n), Duration.ofMillis(40), Optional.empty(), refusal(recipient + n)))
                .toList();
        return new RecipientOutcome(recipient, Optional.empty(), Action.FAILED, attempts, NOON, Optional.empty());
    }

    private static Refused refusal(String which) {
        return new Refused(Stage.RCPT, SmtpReply.of(450, which + "x".repeat(8_000)));
    }
}
