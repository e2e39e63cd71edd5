package whybounce.bench;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.mail.MessagingException;
import org.apache.commons.configuration2.XMLConfiguration;
import org.apache.james.core.MailAddress;
import org.apache.james.dnsservice.api.DNSService;
import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.server.core.MailImpl;
import org.apache.james.server.core.MimeMessageInputStreamSource;
import org.apache.james.server.core.MimeMessageSource;
import org.apache.james.transport.mailets.DSNBounce;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.apache.mailet.Mailet;
import org.apache.mailet.MailetConfig;
import org.apache.mailet.MailetContext;
import org.jspecify.annotations.Nullable;
import whybounce.failure.Attempt;
import whybounce.failure.DeliveryFailure.Refused;
import whybounce.failure.Peer;
import whybounce.failure.RecipientOutcome;
import whybounce.failure.RecipientOutcome.Action;
import whybounce.failure.Stage;
import whybounce.mailets.ExplainedBounce;
import whybounce.mailets.StartUpCheck;
import whybounce.mailets.james.Outcomes;
import whybounce.mailets.james.Resolvers;
import whybounce.mailets.own.OwnFolders;
import whybounce.reply.SmtpReply;

/** Both report mailets in a James that is not there: what they send is read once and forgotten. */
final class Bounces implements AutoCloseable {
    private static final String REPLY = String.join(
            "\r\n",
            "550-5.1.1 The email account that you tried to reach does not exist.",
            "550-5.1.1 Please try double-checking the recipient's email address for typos or",
            "550 5.1.1 unnecessary spaces.");

    private final Path directory = temporary();
    private final Mailet explained = new ExplainedBounce(
            unused(MetricFactory.class),
            new FilesIn(directory),
            new StartUpCheck((name, level) -> new XMLConfiguration()),
            new OwnFolders(new FilesIn(directory)),
            new Resolvers(new Dns().service()));
    private final Mailet james = new DSNBounce(new Dns().service());
    private long bytesSent;

    private Bounces() {}

    static Bounces start() {
        var bounces = new Bounces();
        try {
            bounces.explained.init(
                    bounces.config(Map.of("digestAbove", "0", "sizeLimit", "0", "hostName", "relay.example.com")));
            bounces.james.init(bounces.config(Map.of("passThrough", "false")));
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
        return bounces;
    }

    private Config config(Map<String, String> parameters) {
        return new Config(parameters, context());
    }

    Mailet explained() {
        return explained;
    }

    Mailet james() {
        return james;
    }

    /** What went out so far. */
    long bytesSent() {
        return bytesSent;
    }

    /** A mail from a sender of ours with one recipient that failed; its message has about this many bytes. */
    MailImpl mail(int size) {
        String line = "Some words of the message that did not get through, as many as fit.\r\n";
        String message = "From: ann@localhost\r\nTo: ben@example.org\r\nSubject: Lunch\r\n"
                + "Message-ID: <1@localhost>\r\n\r\n" + line.repeat(size / line.length());
        try {
            var source = MimeMessageInputStreamSource.create(
                    "bench", new ByteArrayInputStream(message.getBytes(StandardCharsets.US_ASCII)));
            return mail(source);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static MailImpl mail(MimeMessageSource message) throws MessagingException {
        var mail = MailImpl.builder()
                .name("Mail")
                .sender("ann@localhost")
                .addRecipient("ben@example.org")
                .build();
        mail.setMessageContent(message);
        mail.setAttribute(new Attribute(AttributeName.of("delivery-error"), AttributeValue.of(REPLY)));
        Outcomes.write(mail, List.of(outcome()));
        return mail;
    }

    private static RecipientOutcome outcome() {
        var attempt = new Attempt(
                Instant.EPOCH,
                Duration.ofMillis(40),
                Optional.of(Peer.mx("mx.example.org", "192.0.2.1")),
                new Refused(Stage.RCPT, SmtpReply.parse(REPLY)));
        return new RecipientOutcome(
                "ben@example.org", Optional.empty(), Action.FAILED, List.of(attempt), Instant.EPOCH, Optional.empty());
    }

    private MailetContext context() {
        return answering(MailetContext.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "sendMail" -> take((Mail) arguments[0]);
            case "getPostmaster" -> new MailAddress("postmaster@localhost");
            case "isLocalServer" -> true;
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    /** As a queue does: it reads the message once. */
    private Object take(Mail mail) throws MessagingException, IOException {
        mail.getMessage().writeTo(new OutputStream() {
            @Override
            public void write(int octet) {
                bytesSent++;
            }

            @Override
            public void write(byte[] octets, int from, int length) {
                bytesSent += length;
            }
        });
        return mail;
    }

    private static <T> T unused(Class<T> type) {
        return answering(type, (proxy, method, arguments) -> {
            throw new UnsupportedOperationException(method.getName());
        });
    }

    static <T> T answering(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("whybounce-bench");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        explained.destroy();
        james.destroy();
    }

    /** Knows this machine only. */
    private static final class Dns {
        DNSService service() {
            return answering(DNSService.class, (proxy, method, arguments) -> switch (method.getName()) {
                case "getLocalHost" -> InetAddress.getLoopbackAddress();
                case "getHostName" -> "localhost";
                default -> throw new UnsupportedOperationException(method.getName());
            });
        }
    }

    record Config(Map<String, String> parameters, MailetContext context) implements MailetConfig {
        @Override
        public @Nullable String getInitParameter(String name) {
            return parameters.get(name);
        }

        @Override
        public Iterator<String> getInitParameterNames() {
            return parameters.keySet().iterator();
        }

        @Override
        public MailetContext getMailetContext() {
            return context;
        }

        @Override
        public String getMailetName() {
            return "bench";
        }
    }

    /** James's file names below one folder. */
    private record FilesIn(Path directory) implements FileSystem {
        @Override
        public InputStream getResource(String url) {
            return InputStream.nullInputStream();
        }

        @Override
        public File getFile(String url) {
            return directory.resolve(url.substring("file://".length())).toFile();
        }

        @Override
        public File getBasedir() {
            return directory.toFile();
        }
    }
}
