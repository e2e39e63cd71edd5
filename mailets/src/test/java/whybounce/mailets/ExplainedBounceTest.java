package whybounce.mailets;

import static org.assertj.core.api.Assertions.assertThat;
import static whybounce.mailets.Workbench.aliased;
import static whybounce.mailets.Workbench.delayed;
import static whybounce.mailets.Workbench.failed;
import static whybounce.mailets.Workbench.mail;
import static whybounce.mailets.Workbench.refusedBySmartHost;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.mail.BodyPart;
import javax.mail.internet.AddressException;
import javax.mail.internet.MimeMultipart;
import org.apache.james.core.MailAddress;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.DsnParameters;
import org.apache.mailet.DsnParameters.Notify;
import org.apache.mailet.DsnParameters.RecipientDsnParameters;
import org.apache.mailet.Mail;
import org.apache.mailet.base.test.FakeMailContext.SentMail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplainedBounceTest {
    private static final String UNKNOWN_USER = "550 5.1.1 <ben@example.org>: no such user here";

    @TempDir
    private Path directory;

    @Test
    void a_failure_is_told_to_its_sender() throws Exception {
        try (var bench = bench()) {
            var mail = mail("me@localhost", failed("ben@example.org", UNKNOWN_USER));
            bench.mailet.service(mail);
            var report = bench.onlySent();
            assertThat(report.getSender()).isNull();
            assertThat(report.getRecipients()).containsExactly(new MailAddress("me@localhost"));
            assertThat(report.getMsg().getFrom()[0].toString()).contains("postmaster@localhost");
            assertThat(parts(report))
                    .extracting(BodyPart::getContentType)
                    .satisfiesExactly(
                            human -> assertThat(human).startsWith("multipart/alternative"),
                            machine -> assertThat(machine).startsWith("message/delivery-status"),
                            original -> assertThat(original).startsWith("message/rfc822"));
            assertThat(bytes(report)).contains("Final-Recipient: rfc822; ben@example.org", "Status: 5.1.1", "At noon.");
            assertThat(mail.getState()).isEqualTo(Mail.GHOST);
        }
    }

    @Test
    void a_report_carries_nothing_of_the_original_mail_and_asks_for_no_notification() throws Exception {
        try (var bench = bench()) {
            var mail = mail("me@localhost", failed("ben@example.org", UNKNOWN_USER));
            mail.setDsnParameters(DsnParameters.builder()
                    .envId(DsnParameters.EnvId.of("QQ314159"))
                    .ret(DsnParameters.Ret.HDRS)
                    .build()
                    .orElseThrow());
            bench.mailet.service(mail);
            var attributes = bench.onlySent().getAttributes();
            assertThat(attributes.keySet())
                    .extracting(name -> name.asString())
                    .contains("dsn-notify")
                    .doesNotContain("dsn-envid", "dsn-ret", "whybounce.outcomes");
            assertThat(attributes.toString()).contains("NEVER");
            assertThat(bytes(bench.onlySent()))
                    .contains("Original-Envelope-Id: QQ314159", "text/rfc822-headers")
                    .doesNotContain("At noon.");
        }
    }

    @Test
    void the_null_sender_is_told_nothing_but_counted() throws Exception {
        try (var bench = bench(Map.of("postmasterCopy", "all"))) {
            bench.mailet.service(mail("", failed("ben@example.org", UNKNOWN_USER)));
            assertThat(bench.sent()).isEmpty();
            assertThat(bench.metrics.countForPrefixName("whybounce.nullSender"))
                    .isEqualTo(Map.of("whybounce.nullSender", 1));
        }
    }

    @ParameterizedTest(name = "{0}, NOTIFY={1}: {2} reports")
    @CsvSource({
        "failed,NEVER,0",
        "failed,DELAY,0",
        "failed,SUCCESS,0",
        "failed,FAILURE,1",
        "failed,,1",
        "delayed,NEVER,0",
        "delayed,FAILURE,0",
        "delayed,DELAY,1",
        "delayed,,1"
    })
    void notify_is_honoured(String action, String notify, int reports) throws Exception {
        try (var bench = bench()) {
            var mail = mail(
                    "me@localhost",
                    action.equals("failed")
                            ? failed("ben@example.org", UNKNOWN_USER)
                            : delayed("ben@example.org", "451 4.7.1 later"));
            Optional.ofNullable(notify).ifPresent(wish -> mail.setDsnParameters(notifying("ben@example.org", wish)));
            bench.mailet.service(mail);
            assertThat(bench.sent()).hasSize(reports);
            assertThat(mail.getState()).isEqualTo(Mail.GHOST);
        }
    }

    @Test
    void notify_decides_for_each_recipient() throws Exception {
        try (var bench = bench()) {
            var mail = mail(
                    "me@localhost", failed("ben@example.org", UNKNOWN_USER), failed("cat@example.org", UNKNOWN_USER));
            mail.setDsnParameters(notifying("ben@example.org", "NEVER"));
            bench.mailet.service(mail);
            assertThat(bytes(bench.onlySent()))
                    .contains("Final-Recipient: rfc822; cat@example.org")
                    .doesNotContain("Final-Recipient: rfc822; ben@example.org");
        }
    }

    @Test
    void a_delay_is_told_and_its_copy_ends_here() throws Exception {
        try (var bench = bench(Map.of("passThrough", "true"))) {
            var mail = mail("me@localhost", delayed("ben@example.org", "451 4.7.1 try later"));
            bench.mailet.service(mail);
            assertThat(bytes(bench.onlySent()))
                    .contains("Action: delayed", "Will-Retry-Until:")
                    .doesNotContain("At noon.");
            assertThat(mail.getState()).isEqualTo(Mail.GHOST);
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            nullValues = "-",
            value = {
                // sender, authenticated as, RET, size limit, is the body returned?
                "me@localhost,     -,  -,    -,  true",
                "me@example.com,   me, -,    -,  true",
                "me@example.com,   -,  -,    -,  false",
                "me@example.com,   -,  FULL, -,  true",
                "me@localhost,     -,  HDRS, -,  false",
                "me@localhost,     -,  FULL, -,  true",
                "me@localhost,     -,  -,    64, false",
                "me@localhost,     -,  FULL, 64, false",
                "me@localhost,     -,  -,    0,  true",
            })
    void how_much_goes_back(String sender, String user, String ret, String limit, boolean whole) throws Exception {
        try (var bench = bench(limit == null ? Map.of() : Map.of("sizeLimit", limit))) {
            var mail = mail(sender, failed("ben@example.org", UNKNOWN_USER));
            if (user != null) {
                mail.setAttribute(new Attribute(Mail.SMTP_AUTH_USER, AttributeValue.of(user)));
            }
            if (ret != null) {
                mail.setDsnParameters(DsnParameters.builder()
                        .ret(DsnParameters.Ret.valueOf(ret))
                        .build()
                        .orElseThrow());
            }
            bench.mailet.service(mail);
            assertThat(bytes(bench.onlySent()).contains("At noon.")).isEqualTo(whole);
        }
    }

    @Test
    void a_foreign_sender_learns_nothing_of_our_inside() throws Exception {
        try (var bench = bench()) {
            bench.mailet.service(mail("me@example.com", failed("ben@example.org", UNKNOWN_USER)));
            assertThat(bytes(bench.onlySent())).doesNotContain("Mail1-abc");
            assertThat(bench.onlySent().getMsg().getFrom()[0].toString()).contains("root@localhost");
        }
    }

    @Test
    void an_alias_is_told_by_the_name_that_the_sender_used() throws Exception {
        try (var bench = bench(Map.of("postmasterCopy", "all"))) {
            bench.mailet.service(mail(
                    "me@localhost",
                    aliased("private@gmail.example", "sales@localhost", "550 private@gmail.example is unknown")));
            assertThat(bytes(bench.sent().get(0))).contains("sales@localhost").doesNotContain("private@gmail");
            assertThat(bytes(bench.sent().get(1))).contains("private@gmail.example");
        }
    }

    @Test
    void one_failure_is_told_once() throws Exception {
        try (var bench = bench()) {
            for (int n = 0; n < 3; n++) {
                bench.mailet.service(mail("me@localhost", failed("ben@example.org", UNKNOWN_USER)));
            }
            bench.mailet.service(mail("me@localhost", failed("cat@example.org", UNKNOWN_USER)));
            assertThat(bench.sent()).hasSize(2);
        }
    }

    @Test
    void the_message_id_is_the_same_on_every_node() throws Exception {
        var ids = new String[2];
        for (int node = 0; node < 2; node++) {
            try (var bench =
                    bench(Map.of("directory", directory.resolve("node" + node).toString()))) {
                bench.mailet.service(mail("me@localhost", failed("ben@example.org", UNKNOWN_USER)));
                ids[node] = bench.onlySent().getMsg().getMessageID();
            }
        }
        assertThat(ids[0]).isEqualTo(ids[1]).matches("<whybounce\\.[0-9a-f]{32}@relay\\.example\\.com>");
    }

    @ParameterizedTest(name = "{0} {1} {2} {3}")
    @CsvSource({
        // mode, copies, sender, reply, who is told
        "full, none, me@localhost, 550 5.1.1 no such user, me@localhost",
        "full, all,  me@localhost, 550 5.1.1 no such user, me@localhost root@localhost",
        "full, ours, me@localhost, 550 5.1.1 no such user, me@localhost",
        "full, all,  root@localhost, 550 5.1.1 no such user, root@localhost",
        "annotate, all,  me@localhost, 550 5.1.1 no such user, root@localhost",
        "annotate, none, me@localhost, 550 5.1.1 no such user, ''",
        "annotate, all,  root@localhost, 550 5.1.1 no such user, root@localhost",
    })
    void who_is_told(String mode, String copies, String sender, String reply, String told) throws Exception {
        try (var bench = bench(Map.of("mode", mode, "postmasterCopy", copies))) {
            var mail = mail(sender, failed("ben@example.org", reply));
            byte[] before = bytesOf(mail);
            bench.mailet.service(mail);
            assertThat(bench.sent())
                    .extracting(sent -> sent.getRecipients().iterator().next().asString())
                    .isEqualTo(told.isEmpty() ? List.of() : Arrays.asList(told.split(" ")));
            assertThat(mail.getState()).isEqualTo(mode.equals("annotate") ? Mail.DEFAULT : Mail.GHOST);
            assertThat(bytesOf(mail)).isEqualTo(before);
        }
    }

    @Test
    void the_postmaster_is_told_what_is_ours_to_mend() throws Exception {
        try (var bench = bench(Map.of("postmasterCopy", "ours"))) {
            bench.mailet.service(mail("me@localhost", refusedBySmartHost("ben@example.org", "535 5.7.8 bad login")));
            assertThat(bench.sent())
                    .extracting(sent -> sent.getRecipients().iterator().next().asString())
                    .containsExactly("me@localhost", "root@localhost");
        }
    }

    @Test
    void behind_stock_delivery_the_text_of_james_is_told() throws Exception {
        try (var bench = bench()) {
            var mail = mail("me@localhost", failed("ben@example.org", "550 -"));
            mail.removeAllAttributes();
            mail.setAttribute(Attribute.convertToAttribute("delivery-error", "550 5.1.1 no such user\r\n"));
            bench.mailet.service(mail);
            assertThat(bytes(bench.onlySent()))
                    .contains("Status: 5.1.1", "no such user")
                    .doesNotContain("Remote-MTA");
        }
    }

    @Test
    void the_original_goes_back_as_it_is() throws Exception {
        try (var bench = bench()) {
            bench.mailet.service(
                    mail("me@localhost", "X-Odd:no space\r\n\tfolded\r\n", failed("b@example.org", "550 no")));
            assertThat(bytes(bench.onlySent())).contains("X-Odd:no space\r\n\tfolded\r\n\r\nAt noon.\r\n");
        }
    }

    private Workbench bench() throws Exception {
        return bench(Map.of());
    }

    private Workbench bench(Map<String, String> parameters) throws Exception {
        return new Workbench(directory, parameters);
    }

    private static DsnParameters notifying(String recipient, String wish) {
        try {
            return DsnParameters.builder()
                    .addRcptParameter(
                            new MailAddress(recipient), RecipientDsnParameters.of(EnumSet.of(Notify.valueOf(wish))))
                    .build()
                    .orElseThrow();
        } catch (AddressException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static List<BodyPart> parts(SentMail sent) throws Exception {
        var multipart = (MimeMultipart) sent.getMsg().getContent();
        var parts = new BodyPart[multipart.getCount()];
        for (int n = 0; n < parts.length; n++) {
            parts[n] = multipart.getBodyPart(n);
        }
        return List.of(parts);
    }

    private static String bytes(SentMail sent) throws Exception {
        var out = new ByteArrayOutputStream();
        sent.getMsg().writeTo(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static byte[] bytesOf(MailImpl mail) throws Exception {
        var out = new ByteArrayOutputStream();
        mail.getMessage().writeTo(out);
        return out.toByteArray();
    }
}
