package whybounce.mailets;

import static org.assertj.core.api.Assertions.assertThat;
import static whybounce.mailets.Workbench.failed;
import static whybounce.mailets.Workbench.mail;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.mail.internet.MimeMessage;
import javax.mail.internet.MimeMultipart;
import org.apache.mailet.Mail;
import org.apache.mailet.base.test.FakeMailContext.SentMail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DigestTest {
    private static final Map<String, String> ABOVE_TWO =
            Map.of("digestAbove", "2", "contactName", "Zoë's Mail", "contactText", "call 123");

    @TempDir
    private Path directory;

    @Test
    void above_the_limit_reports_wait_and_then_go_out_as_one_that_lists_all() throws Exception {
        try (var bench = new Workbench(directory, ABOVE_TWO)) {
            bounce(bench, 0, 7);
            assertThat(bench.sent()).hasSize(2);
            bench.clock.forward(Duration.ofMinutes(59));
            bench.mailet.sendDueDigests();
            assertThat(bench.sent()).hasSize(2);
            bench.clock.forward(Duration.ofMinutes(1));
            bench.mailet.sendDueDigests();
            assertThat(bench.sent()).hasSize(3);
            var digest = bench.sent().getLast();
            assertThat(digest.getSender()).isNull();
            assertThat(digest.getMsg().getSubject()).isEqualTo("Problems with delivering 5 messages");
            assertThat(toldIn(digest)).containsExactlyElementsOf(recipients(2, 7));
            assertThat(heldFiles()).isEmpty();
        }
    }

    @Test
    void a_digest_is_words_and_then_the_reports_with_headers_only() throws Exception {
        try (var bench = new Workbench(directory, ABOVE_TWO)) {
            bounce(bench, 0, 4);
            bench.clock.forward(Duration.ofHours(1));
            bench.mailet.sendDueDigests();
            var mixed = (MimeMultipart) bench.sent().getLast().getMsg().getContent();
            assertThat(mixed.getContentType()).startsWith("multipart/mixed");
            var words = (MimeMultipart) mixed.getBodyPart(0).getContent();
            assertThat((String) words.getBodyPart(0).getContent())
                    .contains("ben2@example.org", "ben3@example.org", "Zoë's Mail, call 123", "Lunch?");
            assertThat((String) words.getBodyPart(1).getContent())
                    .contains("ben2@example.org", "ben3@example.org", "Zoë&#39;s Mail, call 123");
            var reports = (MimeMultipart) mixed.getBodyPart(1).getContent();
            assertThat(reports.getContentType()).startsWith("multipart/digest");
            for (int n = 0; n < reports.getCount(); n++) {
                var report = (MimeMessage) reports.getBodyPart(n).getContent();
                assertThat(report.getContentType()).startsWith("multipart/report");
                var parts = (MimeMultipart) report.getContent();
                assertThat(parts.getCount()).isEqualTo(3);
                assertThat(parts.getBodyPart(2).getContentType()).startsWith("text/rfc822-headers");
            }
        }
    }

    @Test
    void messages_and_addresses_are_counted_each_by_itself() throws Exception {
        try (var bench = new Workbench(directory, Map.of("digestAbove", "1"))) {
            bounce(bench, 0, 1);
            for (int n = 1; n < 4; n++) {
                bench.mailet.service(numbered(n, "me@localhost"));
            }
            bench.clock.forward(Duration.ofHours(1));
            bench.mailet.sendDueDigests();
            assertThat(bench.sent().getLast().getMsg().getSubject()).isEqualTo("Problems with delivering 3 messages");
            assertThat(text(bench.sent().getLast())).contains("3 messages to 1 address met a problem");
        }
    }

    /** On its way through another system the subject may be anybody's; a single report does not show it either. */
    @Test
    void a_foreign_sender_sees_no_subject() throws Exception {
        try (var bench = new Workbench(directory, Map.of("digestAbove", "1"))) {
            for (int n = 0; n < 3; n++) {
                bench.mailet.service(numbered(n, "foreign@elsewhere.example"));
            }
            bench.clock.forward(Duration.ofHours(1));
            bench.mailet.sendDueDigests();
            assertThat(text(bench.sent().getLast())).contains("1. Report of ").doesNotContain("Lunch?");
        }
    }

    @Test
    void what_waits_survives_a_restart_and_is_told_once() throws Exception {
        try (var bench = new Workbench(directory, ABOVE_TWO)) {
            bounce(bench, 0, 5);
        }
        try (var bench = new Workbench(directory, ABOVE_TWO)) {
            bounce(bench, 5, 6); // The hour of the first run still counts.
            assertThat(bench.sent()).isEmpty();
            bench.clock.forward(Duration.ofHours(1));
            bench.mailet.sendDueDigests();
            assertThat(toldIn(bench.onlySent())).containsExactlyInAnyOrderElementsOf(recipients(2, 6));
            bench.mailet.sendDueDigests();
            assertThat(bench.sent()).hasSize(1);
        }
    }

    @Test
    void the_same_failure_waits_once_even_across_a_restart() throws Exception {
        for (int run = 0; run < 2; run++) {
            try (var bench = new Workbench(directory, ABOVE_TWO)) {
                bounce(bench, 0, 5);
                assertThat(heldFiles()).hasSize(run == 0 ? 3 : 5);
            }
        }
    }

    @Test
    void an_hour_later_reports_go_out_at_once_again() throws Exception {
        try (var bench = new Workbench(directory, ABOVE_TWO)) {
            bounce(bench, 0, 4);
            bench.clock.forward(Duration.ofHours(1));
            bench.mailet.sendDueDigests();
            bounce(bench, 4, 6);
            assertThat(bench.sent()).hasSize(2 + 1 + 2);
        }
    }

    @Test
    void each_sender_has_an_hour_of_its_own() throws Exception {
        try (var bench = new Workbench(directory, ABOVE_TWO)) {
            for (String sender : List.of("ann@localhost", "cat@localhost")) {
                for (int n = 0; n < 4; n++) {
                    var mail = mail(sender, failed("ben" + n + "@example.org", "550 5.1.1 no such user"));
                    mail.setName(sender + n);
                    bench.mailet.service(mail);
                }
            }
            assertThat(bench.sent()).hasSize(4);
            bench.clock.forward(Duration.ofHours(1));
            bench.mailet.sendDueDigests();
            assertThat(bench.sent()).hasSize(6);
        }
    }

    @Test
    void a_digest_that_gets_too_big_is_split_and_nothing_is_lost() throws Exception {
        try (var bench = new Workbench(directory, ABOVE_TWO)) {
            bounce(bench, 0, 253);
            bench.clock.forward(Duration.ofHours(1));
            bench.mailet.sendDueDigests();
            var digests = bench.sent().subList(2, bench.sent().size());
            assertThat(digests).hasSize(3);
            var told = new ArrayList<String>();
            var ids = new HashSet<String>();
            for (var digest : digests) {
                told.addAll(toldIn(digest));
                ids.add(digest.getMsg().getMessageID());
            }
            assertThat(told).containsExactlyInAnyOrderElementsOf(recipients(2, 253));
            assertThat(ids).hasSize(3);
        }
    }

    @Test
    void of_two_mailets_with_one_directory_one_sends() throws Exception {
        try (var first = new Workbench(directory, ABOVE_TWO);
                var second = new Workbench(directory, ABOVE_TWO)) {
            bounce(first, 0, 4);
            bounce(second, 4, 8);
            first.clock.forward(Duration.ofHours(2));
            second.clock.forward(Duration.ofHours(2));
            first.mailet.sendDueDigests();
            second.mailet.sendDueDigests();
            assertThat(first.sent()).hasSize(3);
            assertThat(second.sent()).hasSize(2);
            assertThat(toldIn(first.sent().getLast())).hasSize(2 + 2);
        }
    }

    @Test
    void a_report_on_a_mail_with_an_endless_subject_is_in_the_digest_too() throws Exception {
        try (var bench = new Workbench(directory, Map.of("digestAbove", "1"))) {
            bounce(bench, 0, 1);
            var message = "Message-ID: <original@example.com>\r\nSubject: =?utf-8?Q?red=E2=80=AEder?= "
                    + "x".repeat(20_000) + "\r\n\r\nAt noon.\r\n";
            var original = new ByteArrayInputStream(message.getBytes(StandardCharsets.US_ASCII));
            var mail = mail("me@localhost", original, failed("ben1@example.org", "550 5.1.1 no such user"));
            bench.mailet.service(mail);
            bench.clock.forward(Duration.ofHours(1));
            bench.mailet.sendDueDigests();
            assertThat(bench.sent()).hasSize(2);
            assertThat(toldIn(bench.sent().getLast())).containsExactly("ben1@example.org");
            assertThat(text(bench.sent().getLast())).contains("redder xxx").doesNotContain("\u202e");
        }
    }

    private static void bounce(Workbench bench, int from, int to) throws Exception {
        for (String recipient : recipients(from, to)) {
            var mail = mail("me@localhost", failed(recipient, "550 5.1.1 no such user"));
            mail.setName("Mail-" + recipient);
            bench.mailet.service(mail);
            bench.clock.forward(Duration.ofMillis(1));
        }
    }

    /** A message of its own to the same recipient. */
    private static Mail numbered(int n, String sender) throws Exception {
        var message = "Message-ID: <" + n + "@example.com>\r\nSubject: Lunch?\r\n\r\nAt noon.\r\n";
        var original = new ByteArrayInputStream(message.getBytes(StandardCharsets.US_ASCII));
        var mail = mail(sender, original, failed("ben@example.org", "550 5.1.1 no such user"));
        mail.setName("Numbered-" + n + "-to-example.org");
        return mail;
    }

    private static String text(SentMail digest) throws Exception {
        var words = (MimeMultipart)
                ((MimeMultipart) digest.getMsg().getContent()).getBodyPart(0).getContent();
        return (String) words.getBodyPart(0).getContent();
    }

    private static List<String> recipients(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(n -> "ben" + n + "@example.org")
                .toList();
    }

    /** The recipients of the reports that a digest holds. */
    private static List<String> toldIn(SentMail digest) throws Exception {
        var reports = (MimeMultipart)
                ((MimeMultipart) digest.getMsg().getContent()).getBodyPart(1).getContent();
        var told = new ArrayList<String>();
        for (int n = 0; n < reports.getCount(); n++) {
            var out = new ByteArrayOutputStream();
            reports.getBodyPart(n).writeTo(out);
            out.toString(StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith("Final-Recipient: rfc822; "))
                    .map(line -> line.substring("Final-Recipient: rfc822; ".length()))
                    .forEach(told::add);
        }
        return told;
    }

    private List<Path> heldFiles() throws IOException {
        try (var files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".report")).toList();
        }
    }
}
