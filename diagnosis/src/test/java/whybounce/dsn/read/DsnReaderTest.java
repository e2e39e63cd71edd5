package whybounce.dsn.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import whybounce.dsn.read.Reading.Dsn;
import whybounce.dsn.read.Reading.Malformed;
import whybounce.dsn.read.Reading.NotADsn;
import whybounce.failure.DeliveryFailure.Refused;
import whybounce.failure.DeliveryFailure.Unexplained;
import whybounce.failure.RecipientOutcome.Action;
import whybounce.failure.Stage;

class DsnReaderTest {

    @Test
    void a_notification_as_the_standard_shows_it() throws IOException {
        var dsn = dsn("""
                Reporting-MTA: dns; relay.example
                Original-Envelope-Id: QQ314159
                Arrival-Date: Fri, 20 Nov 2026 08:15:00 +0000

                Original-Recipient: rfc822; ann@example.org
                Final-Recipient: RFC822;ann@mail.example.org
                Action: failed (for good)
                Status: 5.1.1 (bad mailbox)
                Remote-MTA: dns; mx.example.org
                Diagnostic-Code: smtp; 550 5.1.1 no such user
                Last-Attempt-Date: Fri, 20 Nov 2026 09:15:02 +0100
                X-Whybounce-Cause: recipient-unknown
                """);
        var recipient = dsn.recipients().getFirst();
        assertThat(dsn.reportingMta()).contains("relay.example");
        assertThat(dsn.envelopeId()).contains("QQ314159");
        assertThat(dsn.arrival()).contains(Instant.parse("2026-11-20T08:15:00Z"));
        assertThat(recipient.address()).isEqualTo("ann@mail.example.org");
        assertThat(recipient.original().orElseThrow().address()).isEqualTo("ann@example.org");
        assertThat(recipient.action()).contains(Action.FAILED);
        assertThat(recipient.status().orElseThrow()).hasToString("5.1.1");
        assertThat(recipient.remoteMta()).contains("mx.example.org");
        assertThat(recipient.lastAttempt()).contains(Instant.parse("2026-11-20T08:15:02Z"));
        assertThat(recipient.extension("X-Whybounce-Cause")).contains("recipient-unknown");
        var outcome = recipient.outcome(Instant.EPOCH);
        assertThat(outcome.lastAttempt().orElseThrow().failure()).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.stage()).isEqualTo(Stage.RCPT);
            assertThat(refused.said().text()).isEqualTo("5.1.1 no such user");
        });
    }

    @ParameterizedTest
    @CsvSource({"message/rfc822", "text/rfc822-headers", "message/global", "message/global-headers"})
    void what_a_notification_returns(String type) throws IOException {
        var message = """
                Content-Type: multipart/report; report-type=delivery-status; boundary=b

                --b
                Content-Type: text/plain

                Subject: not this
                --b
                Content-Type: message/delivery-status

                Reporting-MTA: dns; relay.example
                --b
                Content-Type: %s
                Content-Transfer-Encoding: quoted-printable

                Message-ID: <1@example.com>
                Subject: Lunch=3F

                Body
                --b--
                """.formatted(type).replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);
        assertThat(DsnReader.returned(new ByteArrayInputStream(message)))
                .hasValueSatisfying(returned -> assertThat(returned.text())
                        .startsWith("Message-ID: <1@example.com>\r\nSubject: Lunch?\r\n\r\nBody"));
    }

    @Test
    void a_notification_that_returns_nothing() throws IOException {
        var message = "Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b--\r\n";
        assertThat(DsnReader.returned(new ByteArrayInputStream(message.getBytes(StandardCharsets.US_ASCII))))
                .isEmpty();
    }

    @Test
    void a_reply_whose_lines_were_not_folded() throws IOException {
        var dsn = dsn("""
                Reporting-MTA: dns; relay.example

                Final-Recipient: rfc822; ann@example.org
                Action: failed
                Status: Delivery error
                Diagnostic-Code: X-James; 550-5.7.26 first line
                550-5.7.26 Note: second line

                550 5.7.26 third line
                Last-Attempt-Date: Fri, 20 Nov 2026 08:15:02 +0000

                Final-Recipient: rfc822; bob@example.org
                Action: delayed
                """);
        assertThat(dsn.recipients()).hasSize(2);
        var first = dsn.recipients().getFirst();
        assertThat(first.diagnostic().orElseThrow().type()).isEqualTo("x-james");
        assertThat(first.diagnostic().orElseThrow().text())
                .isEqualTo("550-5.7.26 first line\n550-5.7.26 Note: second line\n550 5.7.26 third line");
        assertThat(first.lastAttempt()).isPresent();
        assertThat(first.status()).isEmpty();
        assertThat(dsn.recipients().get(1).action()).contains(Action.DELAYED);
    }

    @Test
    void blocks_without_blank_lines_between_them() throws IOException {
        var dsn = dsn("""
                Reporting-MTA: dns; relay.example
                Final-Recipient: rfc822; ann@example.org
                Action: failed
                Final-Recipient: rfc822; bob@example.org
                Action: failed
                """);
        assertThat(dsn.recipients())
                .extracting(DsnRecipient::address)
                .containsExactly("ann@example.org", "bob@example.org");
    }

    @Test
    void what_a_notification_leaves_out_is_empty() throws IOException {
        var recipient =
                dsn("Final-Recipient: rfc822; ann@example.org\n").recipients().getFirst();
        assertThat(recipient.action()).isEmpty();
        assertThat(recipient.status()).isEmpty();
        assertThat(recipient.diagnostic()).isEmpty();
        assertThat(recipient.outcome(Instant.EPOCH).lastAttempt().orElseThrow().failure())
                .isEqualTo(new Unexplained(""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "smtp; 550 no            | smtp | 550 no",
                "SMTP;550 no             | smtp | 550 no",
                "550 no; never           | smtp | 550 no; never",
                "X-Postfix; host unknown | x-postfix | host unknown",
                "smtp; 550 \\x{E9}t\\x{E9} | smtp | 550 été",
                "nothing                 | smtp | nothing",
            })
    void diagnostic_codes(String field, String type, String text) throws IOException {
        var dsn = dsn(
                "Reporting-MTA: dns; a\n\nFinal-Recipient: rfc822; a@example.org\nDiagnostic-Code: " + field + "\n");
        assertThat(dsn.recipients().getFirst().diagnostic()).contains(new DsnRecipient.Diagnostic(type, text));
    }

    @Test
    void all_lines_of_a_reply_written_into_one() throws IOException {
        var dsn = dsn(
                "Final-Recipient: rfc822; a@example.org\nDiagnostic-Code: smtp; 550-5.7.1 one 550-5.7.1 two 550 5.7.1 three\n");
        assertThat(dsn.recipients()
                        .getFirst()
                        .diagnostic()
                        .orElseThrow()
                        .reply()
                        .orElseThrow()
                        .lines())
                .hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({
        "Status: 5.7.26,5.7.26",
        "Status: 5.1.1 (x),5.1.1",
        "Status: 5.1,''",
        "Status: unknown,''",
        "Status: 9.1.1,''"
    })
    void status_codes(String field, String status) throws IOException {
        var dsn = dsn("Reporting-MTA: dns; a\n\nFinal-Recipient: rfc822; a@example.org\n" + field + "\n");
        assertThat(dsn.recipients().getFirst().status().map(Object::toString).orElse(""))
                .isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/plain",
                "multipart/mixed; boundary=b",
                "multipart/report; report-type=disposition-notification; boundary=b",
                "multipart/report; report-type=feedback-report; boundary=b",
                "multipart/report; boundary=b",
            })
    void other_messages_are_left_alone(String type) throws IOException {
        var message = "Content-Type: " + type
                + "\r\n\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nFinal-Recipient: rfc822; a@example.org\r\n\r\n--b--\r\n";
        assertThat(read(message)).isInstanceOf(NotADsn.class);
    }

    @ParameterizedTest
    @CsvSource({"text/plain", "message/rfc822"})
    void a_notification_without_a_machine_part(String type) throws IOException {
        assertThat(read(message(type, "Final-Recipient: rfc822; a@example.org\r\n")))
                .isInstanceOf(Malformed.class);
    }

    @Test
    void a_notification_that_names_nobody() throws IOException {
        assertThat(read(message("message/delivery-status", "Reporting-MTA: dns; a\r\n\r\nAction: failed\r\n")))
                .isInstanceOf(Malformed.class);
    }

    @Test
    void a_notification_inside_the_returned_message_does_not_count() throws IOException {
        var inner = message("message/delivery-status", "Final-Recipient: rfc822; a@example.org\r\n")
                .replace("--b", "--c")
                .replace("\"b\"", "\"c\"");
        assertThat(read(message("message/rfc822", inner))).isInstanceOf(Malformed.class);
    }

    @Test
    void an_encoded_machine_part() throws IOException {
        var body = java.util.Base64.getEncoder()
                .encodeToString("Final-Recipient: utf-8; \\x{E4}nn@example.org\r\n".getBytes(StandardCharsets.UTF_8));
        var dsn = (Dsn) read(message("message/global-delivery-status\r\nContent-Transfer-Encoding: base64", body));
        assertThat(dsn.recipients().getFirst().address()).isEqualTo("änn@example.org");
    }

    @Test
    void a_cut_message_is_read_as_far_as_it_goes() throws IOException {
        var message = message("message/delivery-status", "Final-Recipient: rfc822; a@example.org\r\nAction: fai");
        var cut = message.substring(0, message.indexOf("Action: fai") + 11);
        assertThat(((Dsn) read(cut)).recipients().getFirst().action()).isEqualTo(Optional.empty());
    }

    static Dsn dsn(String fields) throws IOException {
        return (Dsn) read(message("message/delivery-status", fields.replace("\n", "\r\n")));
    }

    static String message(String type, String body) {
        return "From: a@example.org\r\nContent-Type: multipart/report;\r\n report-type=delivery-status; boundary=\"b\"\r\n\r\n"
                + "--b\r\n\r\nHello.\r\n--b\r\nContent-Type: " + type + "\r\n\r\n" + body + "\r\n--b--\r\n";
    }

    static Reading read(String message) throws IOException {
        return DsnReader.read(new ByteArrayInputStream(message.getBytes(StandardCharsets.UTF_8)));
    }
}
