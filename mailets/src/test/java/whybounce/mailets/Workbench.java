package whybounce.mailets;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.mail.MessagingException;
import org.apache.commons.configuration2.XMLConfiguration;
import org.apache.james.core.MailAddress;
import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.metrics.tests.RecordingMetricFactory;
import org.apache.james.server.core.MailImpl;
import org.apache.james.server.core.MimeMessageInputStreamSource;
import org.apache.mailet.MailetContext;
import org.apache.mailet.base.test.FakeMailContext;
import org.apache.mailet.base.test.FakeMailetConfig;
import whybounce.catalogue.Catalogue;
import whybounce.dns.Breaker;
import whybounce.dns.Dns;
import whybounce.dns.MapDns;
import whybounce.failure.Attempt;
import whybounce.failure.DeliveryFailure.Refused;
import whybounce.failure.OriginalRecipient;
import whybounce.failure.Peer;
import whybounce.failure.RecipientOutcome;
import whybounce.failure.RecipientOutcome.Action;
import whybounce.failure.Stage;
import whybounce.mailets.checks.Traffic;
import whybounce.mailets.james.Outcomes;
import whybounce.mailets.own.Knowledge;
import whybounce.reply.SmtpReply;

/** An ExplainedBounce in an invented James: domain localhost is ours, postmaster is root@localhost. */
final class Workbench implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");

    final RecordingMetricFactory metrics = new RecordingMetricFactory();
    final FakeMailContext context;
    final Traffic traffic = new Traffic();
    final SetClock clock = new SetClock(NOW);
    final ExplainedBounce mailet;

    Workbench(Path directory, Map<String, String> parameters) throws MessagingException {
        this(directory, parameters, new MapDns(Map.of()));
    }

    /** With a DNS that its checks ask. */
    Workbench(Path directory, Map<String, String> parameters, Dns dns) throws MessagingException {
        this(directory, parameters, Catalogue.shipped(), dns, context -> context);
    }

    /**
     * @param wrapping puts something of the test between the mailet and James
     */
    Workbench(
            Path directory, Map<String, String> parameters, Catalogue catalogue, UnaryOperator<MailetContext> wrapping)
            throws MessagingException {
        this(directory, parameters, catalogue, new MapDns(Map.of()), wrapping);
    }

    private Workbench(
            Path directory,
            Map<String, String> parameters,
            Catalogue catalogue,
            Dns dns,
            UnaryOperator<MailetContext> wrapping)
            throws MessagingException {
        context = FakeMailContext.builder()
                .postmaster(new MailAddress("root@localhost"))
                .build();
        mailet = new ExplainedBounce(
                metrics,
                new FilesIn(directory),
                new StartUpCheck((component, level) -> new XMLConfiguration()),
                folder -> () -> Knowledge.of(catalogue),
                servers -> new Breaker(dns),
                traffic,
                clock);
        var config = FakeMailetConfig.builder().mailetContext(wrapping.apply(context));
        config.setProperty("hostName", "relay.example.com");
        parameters.forEach(config::setProperty);
        mailet.init(config.build());
    }

    /** The mails sent so far. */
    List<FakeMailContext.SentMail> sent() {
        return context.getSentMails();
    }

    FakeMailContext.SentMail onlySent() {
        if (sent().size() != 1) {
            throw new AssertionError(sent().size() + " mails sent");
        }
        return sent().getFirst();
    }

    static MailImpl mail(String sender, RecipientOutcome... outcomes) throws MessagingException {
        return mail(sender, "", outcomes);
    }

    static MailImpl mail(String sender, String moreHeaders, RecipientOutcome... outcomes) throws MessagingException {
        String message = "Received: from client by relay.example.com; Sat, 21 Nov 2026 08:59:00 +0000\r\n"
                + "Message-ID: <original@example.com>\r\nFrom: me@localhost\r\nTo: you@example.org\r\n"
                + "Subject: Lunch?\r\n" + moreHeaders + "\r\nAt noon.\r\n";
        return mail(sender, new ByteArrayInputStream(message.getBytes(StandardCharsets.US_ASCII)), outcomes);
    }

    static MailImpl mail(String sender, InputStream message, RecipientOutcome... outcomes) throws MessagingException {
        var mail = MailImpl.builder()
                .name("Mail1-abc")
                .sender(sender.isEmpty() ? Optional.empty() : Optional.of(new MailAddress(sender)))
                .addRecipients(
                        Arrays.stream(outcomes).map(RecipientOutcome::recipient).toArray(String[]::new))
                .build();
        mail.setMessageContent(MimeMessageInputStreamSource.create("test", message));
        Outcomes.write(mail, List.of(outcomes));
        return mail;
    }

    static RecipientOutcome failed(String recipient, String reply) {
        return outcome(recipient, Optional.empty(), Action.FAILED, reply);
    }

    static RecipientOutcome delayed(String recipient, String reply) {
        return outcome(recipient, Optional.empty(), Action.DELAYED, reply);
    }

    static RecipientOutcome aliased(String recipient, String alias, String reply) {
        return outcome(recipient, Optional.of(new OriginalRecipient("rfc822", alias)), Action.FAILED, reply);
    }

    static RecipientOutcome refusedBySmartHost(String recipient, String reply) {
        var smartHost = new Peer("gateway.example.com", Optional.of("192.0.2.26"), 587, Peer.Role.SMART_HOST);
        return outcome(recipient, Optional.empty(), Action.FAILED, smartHost, reply);
    }

    private static RecipientOutcome outcome(
            String recipient, Optional<OriginalRecipient> orcpt, Action action, String reply) {
        return outcome(recipient, orcpt, action, Peer.mx("mx.example.org", "192.0.2.25"), reply);
    }

    private static RecipientOutcome outcome(
            String recipient, Optional<OriginalRecipient> orcpt, Action action, Peer peer, String reply) {
        var attempt = new Attempt(
                NOW.minusSeconds(5),
                Duration.ofMillis(40),
                Optional.of(peer),
                new Refused(Stage.RCPT, SmtpReply.parse(reply)));
        return new RecipientOutcome(
                recipient,
                orcpt,
                action,
                List.of(attempt),
                NOW.minusSeconds(60),
                action == Action.DELAYED ? Optional.of(NOW.plus(Duration.ofDays(4))) : Optional.empty());
    }

    @Override
    public void close() {
        mailet.destroy();
    }

    /** A clock that a test turns. */
    static final class SetClock extends Clock {
        private Instant now;

        SetClock(Instant now) {
            this.now = now;
        }

        void forward(Duration span) {
            now = now.plus(span);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    /** James's file names below a folder of the test. */
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
