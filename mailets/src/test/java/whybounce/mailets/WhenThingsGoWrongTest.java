package whybounce.mailets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static whybounce.mailets.Workbench.delayed;
import static whybounce.mailets.Workbench.failed;
import static whybounce.mailets.Workbench.mail;

import java.io.ByteArrayOutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import javax.mail.MessagingException;
import org.apache.mailet.Mail;
import org.apache.mailet.MailetContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import whybounce.catalogue.Catalogue;
import whybounce.catalogue.Cause;
import whybounce.catalogue.Words;

/** Nothing is lost, and nothing is told twice, whatever breaks. */
class WhenThingsGoWrongTest {
    @TempDir
    private Path directory;

    @Test
    void what_cannot_be_explained_is_told_plainly() throws Exception {
        try (var bench = new Workbench(directory, Map.of(), new Wordless(), context -> context)) {
            var mail = mail("me@localhost", failed("ben@example.org", "550 5.1.1 no such user"));
            bench.mailet.service(mail);
            var out = new ByteArrayOutputStream();
            bench.onlySent().getMsg().writeTo(out);
            assertThat(out.toString(StandardCharsets.UTF_8))
                    .contains("report-type=delivery-status", "Action: failed", "Status: 5.1.1", "ben@example.org");
            assertThat(mail.getState()).isEqualTo(Mail.GHOST);
        }
    }

    @Test
    void what_cannot_be_told_at_all_goes_to_the_error_processor_and_can_be_told_later() throws Exception {
        try (var bench = new Workbench(directory, Map.of(), Catalogue.shipped(), context -> failing(context, 1))) {
            var mail = mail("me@localhost", failed("ben@example.org", "550 5.1.1 no such user"));
            // James sends a mail whose mailet throws to the error processor.
            assertThatThrownBy(() -> bench.mailet.service(mail)).isInstanceOf(MessagingException.class);
            assertThat(mail.getState()).isNotEqualTo(Mail.GHOST);
            bench.mailet.service(mail);
            assertThat(bench.sent()).hasSize(1);
        }
    }

    @Test
    void a_copy_for_the_postmaster_that_is_lost_stops_nothing() throws Exception {
        var annotate = Map.of("mode", "annotate");
        try (var bench = new Workbench(directory, annotate, Catalogue.shipped(), context -> failing(context, 1))) {
            var mail = mail("me@localhost", failed("ben@example.org", "550 5.1.1 no such user"));
            bench.mailet.service(mail);
            assertThat(mail.getState()).isEqualTo(Mail.DEFAULT);
        }
    }

    @Test
    void a_delay_that_cannot_be_told_is_never_taken_for_a_failure() throws Exception {
        try (var bench = new Workbench(directory, Map.of(), Catalogue.shipped(), context -> failing(context, 9))) {
            var mail = mail("me@localhost", delayed("ben@example.org", "451 4.7.1 later"));
            bench.mailet.service(mail);
            assertThat(mail.getState()).isEqualTo(Mail.GHOST);
        }
    }

    @Test
    void where_the_disk_takes_no_report_it_goes_out_at_once() throws Exception {
        try (var bench = new Workbench(directory, Map.of("digestAbove", "1"))) {
            var pending = directory.resolve("var/whybounce/digest/pending");
            Files.delete(pending);
            Files.writeString(pending, "in the way");
            for (String recipient : List.of("ben@example.org", "cat@example.org", "dan@example.org")) {
                bench.mailet.service(mail("me@localhost", failed(recipient, "550 5.1.1 no such user")));
            }
            assertThat(bench.sent()).hasSize(3);
        }
    }

    @Test
    void a_digest_that_james_does_not_take_is_tried_again() throws Exception {
        var digests = Map.of("digestAbove", "1", "digestMinutes", "60");
        var calls = new AtomicInteger();
        try (var bench = new Workbench(
                directory, digests, Catalogue.shipped(), context -> failing(context, calls, call -> call == 2))) {
            for (String recipient : List.of("ben@example.org", "cat@example.org", "dan@example.org")) {
                bench.mailet.service(mail("me@localhost", failed(recipient, "550 5.1.1 no such user")));
            }
            bench.clock.forward(Duration.ofHours(1));
            bench.mailet.sendDueDigests();
            assertThat(bench.sent()).hasSize(1);
            bench.mailet.sendDueDigests();
            assertThat(bench.sent()).hasSize(2);
        }
    }

    /** A James that refuses the first {@code times} mails that it is handed. */
    private static MailetContext failing(MailetContext context, int times) {
        return failing(context, new AtomicInteger(), call -> call <= times);
    }

    private static MailetContext failing(MailetContext context, AtomicInteger calls, IntPredicate fails) {
        return (MailetContext) Proxy.newProxyInstance(
                MailetContext.class.getClassLoader(),
                new Class<?>[] {MailetContext.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("sendMail") && fails.test(calls.incrementAndGet())) {
                        throw new MessagingException("the queue is away");
                    }
                    try {
                        return method.invoke(context, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** A catalogue that lost its words. */
    private static final class Wordless implements Catalogue {
        @Override
        public List<Cause> causes() {
            return Catalogue.shipped().causes();
        }

        @Override
        public Cause cause(String id) {
            return Catalogue.shipped().cause(id);
        }

        @Override
        public Words words(String causeId, Locale locale) {
            throw new IllegalStateException("no words for " + causeId);
        }
    }
}
