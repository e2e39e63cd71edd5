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
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
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
import whybounce.mailets.checks.Traffic;
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

    private static final String UNAUTHENTICATED = String.join(
            "\r\n",
            "550-5.7.26 Your email has been blocked because the sender is unauthenticated.",
            "550 5.7.26 Gmail requires all senders to authenticate with either SPF or DKIM.");

    private final Path directory = temporary();
    private final Resolvers resolvers = new Resolvers(new Dns().service());
    private final List<InetSocketAddress> asked;
    private final Mailet explained = explainedBounce();
    private final Mailet unchecked = explainedBounce();
    private final Mailet james = new DSNBounce(new Dns().service());
    private long bytesSent;

    private Bounces(List<InetSocketAddress> asked) {
        this.asked = asked;
    }

    private Mailet explainedBounce() {
        return new ExplainedBounce(
                unused(MetricFactory.class),
                new FilesIn(directory),
                new StartUpCheck((name, level) -> new XMLConfiguration()),
                new OwnFolders(new FilesIn(directory)),
                resolvers,
                new Traffic());
    }

    static Bounces start() {
        return start(Map.of(), List.of());
    }

    /** Where ours asks the resolver at a port of this machine about failures. */
    static Bounces start(int resolver) {
        var server = new InetSocketAddress(InetAddress.getLoopbackAddress(), resolver);
        var asking = Map.of(
                "resolver",
                server.getAddress().getHostAddress() + ":" + resolver,
                "checkSeconds",
                "1",
                "outboundAddresses",
                "203.0.113.5");
        return start(asking, List.of(server));
    }

    private static Bounces start(Map<String, String> asking, List<InetSocketAddress> asked) {
        var bounces = new Bounces(asked);
        try {
            var plain = Map.of("digestAbove", "0", "sizeLimit", "0", "hostName", "relay.example.com");
            bounces.explained.init(bounces.config(with(plain, asking)));
            bounces.unchecked.init(bounces.config(with(plain, Map.of("checks", "false"))));
            bounces.james.init(bounces.config(Map.of("passThrough", "false")));
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
        return bounces;
    }

    private static Map<String, String> with(Map<String, String> some, Map<String, String> more) {
        var all = new HashMap<>(some);
        all.putAll(more);
        return all;
    }

    private Config config(Map<String, String> parameters) {
        return new Config(parameters, context());
    }

    Mailet explained() {
        return explained;
    }

    /** The same without checks. */
    Mailet unchecked() {
        return unchecked;
    }

    /** Whether it was found out that the resolver which ours asks is dead. */
    boolean isResolverDead() {
        return resolvers.at(asked).isOpen();
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
        return mail("ben@example.org", REPLY, size);
    }

    /** One whose sender could not be confirmed, about which there is something to ask. */
    MailImpl unauthenticated(String recipient, int size) {
        return mail(recipient, UNAUTHENTICATED, size);
    }

    private static MailImpl mail(String recipient, String reply, int size) {
        String line = "Some words of the message that did not get through, as many as fit.\r\n";
        String message = "From: ann@example.com\r\nTo: " + recipient + "\r\nSubject: Lunch\r\n"
                + "Message-ID: <1@example.com>\r\n\r\n" + line.repeat(size / line.length());
        try {
            var source = MimeMessageInputStreamSource.create(
                    "bench", new ByteArrayInputStream(message.getBytes(StandardCharsets.US_ASCII)));
            return mail(recipient, reply, source);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static MailImpl mail(String recipient, String reply, MimeMessageSource message) throws MessagingException {
        var mail = MailImpl.builder()
                .name("Mail")
                .sender("ann@example.com")
                .addRecipient(recipient)
                .build();
        mail.setMessageContent(message);
        mail.setAttribute(new Attribute(AttributeName.of("delivery-error"), AttributeValue.of(reply)));
        Outcomes.write(mail, List.of(outcome(recipient, reply)));
        return mail;
    }

    private static RecipientOutcome outcome(String recipient, String reply) {
        var attempt = new Attempt(
                Instant.EPOCH,
                Duration.ofMillis(40),
                Optional.of(Peer.mx("mx.example.org", "192.0.2.1")),
                new Refused(Stage.RCPT, SmtpReply.parse(reply)));
        return new RecipientOutcome(
                recipient, Optional.empty(), Action.FAILED, List.of(attempt), Instant.EPOCH, Optional.empty());
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
        unchecked.destroy();
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
