package whybounce.mailets.james;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.mail.MessagingException;
import org.apache.james.core.builder.MimeMessageBuilder;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.base.test.FakeMail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import whybounce.failure.Attempt;
import whybounce.failure.DeliveryFailure;
import whybounce.failure.DeliveryFailure.Refused;
import whybounce.failure.DeliveryFailure.Unexplained;
import whybounce.failure.RecipientOutcome;

/** What James's own delivery leaves behind, in the cases of the table that the report mailet must not get wrong. */
class StockDeliveryTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "a: after DATA, alone                | ann       | ann       | 554 | 554 5.7.26 unauthenticated    | true",
                "b: RCPT, the rest was sent          | ann,ben   | ben       | 250 | 550 5.1.1 no such user        | true",
                "RCPT, alone                         | ann       | ann       |     | 550 5.1.1 no such user        | true",
                "RCPT, others wait                   | ann,ben   | ben       |     | 550 5.1.1 no such user        | true",
                "k: two share the text of one        | ann,ben   | ann,ben   | 250 | 550 5.1.1 no such user        | false",
                "t: the text is a waiting one's      | ann,ben   | ben       |     | 452 4.2.2 mailbox full        | false",
                "552 at RCPT waits, so it is not his | ann,ben   | ben       |     | 552 5.2.2 mailbox full        | false",
                "u: RCPT 550 of the other, DATA 554  | ann,ben   | ben       | 554 | 550 5.1.1 no such user        | false",
                "u: both 550                         | ann,ben   | ben       | 550 | 550 5.1.1 no such user        | false",
                "MAIL refused                        | ann       | ann       | 550 | 550 5.7.1 sender rejected     | true",
            })
    void the_text_is_believed_where_it_cannot_be_anothers(
            String name, String to, String failed, Integer code, String text, boolean believed) throws Exception {
        var outcomes = outcomes(mail(to, failed, text, Optional.ofNullable(code)));
        assertThat(outcomes).extracting(RecipientOutcome::recipient).containsExactly(addresses(failed));
        for (var outcome : outcomes) {
            assertThat(failure(outcome)).isInstanceOf(believed ? Refused.class : Unexplained.class);
        }
    }

    @Test
    void all_lines_of_a_reply_are_kept() throws Exception {
        var mail = mail("ann", "ann", "550-5.7.26 first\r\n550 5.7.26 second", Optional.of(550));
        assertThat(failure(outcomes(mail).getFirst()).reply().orElseThrow().lines())
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Too many retries failure. Bouncing after 3 retries. | Too many retries: no attempt succeeded in the time that this relay allows.",
                "'There are no DNS entries for the hostname Domain : nowhere.example.  I cannot determine where to send this message.' | The DNS names no server that takes mail for nowhere.example.",
                "'Could not do it\n\tat org.example.Stack.trace' | Could not do it",
            })
    void other_texts_are_words(String text, String words) throws Exception {
        assertThat(failure(outcomes(mail("ann", "ann", text, Optional.empty())).getFirst()))
                .isEqualTo(new Unexplained(words));
    }

    @Test
    void nothing_at_all_is_still_a_failure() throws Exception {
        var mail = FakeMail.builder().name("q").recipient("ann@example.org").build();
        try (var original = new OriginalMessage(mail)) {
            assertThat(FailedMail.read(mail, original, Instant.EPOCH).outcomes())
                    .hasSize(1);
        }
    }

    private static DeliveryFailure failure(RecipientOutcome outcome) {
        return outcome.lastAttempt().map(Attempt::failure).orElseThrow();
    }

    private static List<RecipientOutcome> outcomes(FakeMail mail) {
        try (var original = new OriginalMessage(mail)) {
            return FailedMail.read(mail, original, Instant.EPOCH).outcomes();
        }
    }

    private static FakeMail mail(String to, String failed, String text, Optional<Integer> code)
            throws MessagingException {
        var mail = FakeMail.builder()
                .name("queue-1")
                .sender("me@localhost")
                .recipients(addresses(failed))
                .mimeMessage(MimeMessageBuilder.mimeMessageBuilder()
                        .addToRecipient(addresses(to))
                        .setSubject("hello")
                        .setText("body"))
                .build();
        mail.setAttribute(attribute("delivery-error", AttributeValue.of(text)));
        code.ifPresent(number -> mail.setAttribute(attribute("delivery-error-code", AttributeValue.of(number))));
        return mail;
    }

    private static Attribute attribute(String name, AttributeValue<?> value) {
        return new Attribute(AttributeName.of(name), value);
    }

    private static String[] addresses(String names) {
        return Arrays.stream(names.split(","))
                .map(name -> name + "@example.org")
                .toArray(String[]::new);
    }
}
