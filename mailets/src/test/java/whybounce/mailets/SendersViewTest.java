package whybounce.mailets;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import whybounce.failure.Attempt;
import whybounce.failure.DeliveryFailure.Refused;
import whybounce.failure.OriginalRecipient;
import whybounce.failure.Peer;
import whybounce.failure.RecipientOutcome;
import whybounce.failure.RecipientOutcome.Action;
import whybounce.failure.Stage;
import whybounce.reply.SmtpReply;

class SendersViewTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "the address | 550 5.1.1 <bob.private@gmail.example>: no such user | 550 5.1.1 <(hidden)>: no such user",
                "any case    | 550 BOB.Private@Gmail.Example unknown               | 550 (hidden) unknown",
                "the name    | 550 user bob.private unknown                        | 550 user (hidden) unknown",
                "nothing     | 550 5.1.1 no such user                              | 550 5.1.1 no such user",
                "other words | 550 bob.privateer is somebody else                  | 550 bob.privateer is somebody else",
            })
    void the_address_behind_an_alias_is_disclosed_nowhere(String name, String said, String seen) {
        var outcome = SendersView.of(outcome("bob.private@gmail.example", Optional.of("sales@example.org"), said));
        assertThat(outcome.recipient()).isEqualTo("sales@example.org");
        assertThat(outcome.lastAttempt()
                        .orElseThrow()
                        .failure()
                        .reply()
                        .orElseThrow()
                        .verbatim())
                .isEqualTo(seen);
        assertThat(outcome.lastAttempt().orElseThrow().peer()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"ann@example.org", "ANN@example.org", "not+XXxtext@example.org", "nonsense"})
    void without_an_alias_everything_stays(String orcpt) {
        var outcome = outcome("ann@example.org", Optional.of(orcpt), "550 ann@example.org unknown");
        assertThat(SendersView.of(outcome)).isEqualTo(outcome);
    }

    @Test
    void without_orcpt_everything_stays() {
        var outcome = outcome("ann@example.org", Optional.empty(), "550 ann@example.org unknown");
        assertThat(SendersView.of(outcome)).isEqualTo(outcome);
    }

    @Test
    void xtext_is_decoded() {
        var outcome = outcome("bob@gmail.example", Optional.of("sales+2Beu@example.org"), "550 no");
        assertThat(SendersView.of(outcome).recipient()).isEqualTo("sales+eu@example.org");
    }

    private static RecipientOutcome outcome(String recipient, Optional<String> orcpt, String said) {
        var attempt = new Attempt(
                Instant.EPOCH,
                Duration.ZERO,
                Optional.of(Peer.mx("mx.gmail.example", "192.0.2.1")),
                new Refused(Stage.RCPT, SmtpReply.parse(said)));
        return new RecipientOutcome(
                recipient,
                orcpt.map(address -> new OriginalRecipient("rfc822", address)),
                Action.FAILED,
                List.of(attempt),
                Instant.EPOCH,
                Optional.empty());
    }
}
