package whybounce.james39;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.InputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.commons.configuration2.BaseHierarchicalConfiguration;
import org.apache.commons.configuration2.HierarchicalConfiguration;
import org.apache.commons.configuration2.tree.ImmutableNode;
import org.apache.james.core.MailAddress;
import org.apache.james.core.builder.MimeMessageBuilder;
import org.apache.james.dnsservice.api.DNSService;
import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.metrics.api.Metric;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.server.core.configuration.ConfigurationProvider;
import org.apache.james.util.LoggingLevel;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.apache.mailet.Mailet;
import org.apache.mailet.base.test.FakeMail;
import org.apache.mailet.base.test.FakeMailContext;
import org.apache.mailet.base.test.FakeMailetConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report mailet out of the jar for James 3.9, run with the mailet library of James 3.9.0. */
class ReportIT {

    private static final String SAID = "550 5.1.1 <ben@example.org>: no such user here";

    @TempDir
    private Path folder;

    @Test
    void aReportIsMade() throws Exception {
        var context = FakeMailContext.builder()
                .postmaster(new MailAddress("postmaster@localhost"))
                .build();
        var mailet = mailet();
        mailet.init(FakeMailetConfig.builder()
                .mailetName("ExplainedBounce")
                .mailetContext(context)
                .setProperty("hostName", "relay.example.com")
                .build());
        var mail = failedMail();
        mailet.service(mail);
        mailet.destroy();

        var sent = context.getSentMails();
        assertThat(sent).hasSize(1);
        var report = sent.getFirst().getMsg();
        assertThat(sent.getFirst().getRecipients()).containsExactly(new MailAddress("me@localhost"));
        assertThat(report.getContent()).isInstanceOfSatisfying(MimeMultipart.class, parts -> {
            assertThat(parts.getContentType()).startsWith("multipart/report");
        });
        var bytes = new ByteArrayOutputStream();
        report.writeTo(bytes);
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .contains("Final-Recipient: rfc822; ben@example.org", "X-Whybounce-Cause: recipient-unknown");
        assertThat(mail.getState()).isEqualTo(Mail.GHOST);
    }

    @Test
    void theDeliveryMailetIsThere() throws ReflectiveOperationException {
        assertThat(Class.forName("whybounce.mailets.ExplainedDelivery")
                        .getSuperclass()
                        .getName())
                .isEqualTo("org.apache.mailet.base.GenericMailet");
    }

    /** As James's loader makes it, of the constructor marked for injection. */
    private Mailet mailet() throws ReflectiveOperationException {
        var check = Class.forName("whybounce.mailets.StartUpCheck");
        var ownFolders = Class.forName("whybounce.mailets.own.OwnFolders");
        var resolvers = Class.forName("whybounce.mailets.james.Resolvers");
        var traffic = Class.forName("whybounce.mailets.checks.Traffic");
        return Class.forName("whybounce.mailets.ExplainedBounce")
                .asSubclass(Mailet.class)
                .getConstructor(MetricFactory.class, FileSystem.class, check, ownFolders, resolvers, traffic)
                .newInstance(
                        noMetrics(),
                        new Folder(folder),
                        check.getConstructor(ConfigurationProvider.class).newInstance(new NoConfiguration()),
                        ownFolders.getConstructor(FileSystem.class).newInstance(new Folder(folder)),
                        resolvers.getConstructor(DNSService.class).newInstance(noDns()),
                        traffic.getConstructor().newInstance());
    }

    /** Nothing here has to be looked up. */
    private static DNSService noDns() {
        return fake(DNSService.class, (proxy, method, arguments) -> {
            throw new AssertionError(method);
        });
    }

    /** Counters that take everything and tell nothing. */
    private static MetricFactory noMetrics() {
        return fake(MetricFactory.class, (proxy, method, arguments) -> fake(Metric.class, (p, m, a) -> null));
    }

    private static <T> T fake(Class<T> type, InvocationHandler behaviour) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, behaviour));
    }

    private static FakeMail failedMail() throws Exception {
        return FakeMail.builder()
                .name("Mail1")
                .sender("me@localhost")
                .recipient("ben@example.org")
                .mimeMessage(MimeMessageBuilder.mimeMessageBuilder()
                        .setSubject("Lunch")
                        .addFrom("me@localhost")
                        .setText("At noon."))
                .attribute(new Attribute(AttributeName.of("delivery-error"), AttributeValue.of(SAID)))
                .build();
    }

    /** A place for what waits for a digest. */
    private record Folder(Path path) implements FileSystem {
        @Override
        public InputStream getResource(String url) {
            return InputStream.nullInputStream();
        }

        @Override
        public File getFile(String url) {
            return path.toFile();
        }

        @Override
        public File getBasedir() {
            return path.toFile();
        }
    }

    /** James without files: there is nothing to warn of. */
    private static final class NoConfiguration implements ConfigurationProvider {
        @Override
        public HierarchicalConfiguration<ImmutableNode> getConfiguration(String component, LoggingLevel level) {
            return new BaseHierarchicalConfiguration();
        }
    }
}
