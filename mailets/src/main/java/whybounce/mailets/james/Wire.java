package whybounce.mailets.james;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import javax.mail.MessagingException;
import javax.mail.Session;
import javax.mail.internet.MimeMessage;
import org.apache.james.core.MailAddress;
import org.apache.james.transport.mailets.remote.delivery.RemoteDeliveryConfiguration;
import org.apache.mailet.Mail;
import org.apache.mailet.MailetContext;
import org.apache.mailet.base.Converter7Bit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens connections as James's RemoteDelivery is configured to. Thread-safe. */
final class Wire {

    private static final Logger LOG = LoggerFactory.getLogger("whybounce.delivery");

    private final RemoteDeliveryConfiguration configuration;
    private final Converter7Bit converter;
    private final boolean together;
    private final Properties plain;
    private final Properties secure;
    private final Tls plainTls;
    private final Tls secureTls;
    // Making a session reads files from the class path; James keeps them too.
    private final Queue<Session> plainSessions = new ConcurrentLinkedQueue<>();
    private final Queue<Session> secureSessions = new ConcurrentLinkedQueue<>();

    /**
     * A wire.
     *
     * @param together recipients with different NOTIFY go into one transaction; James makes one of each
     */
    Wire(RemoteDeliveryConfiguration configuration, MailetContext context, boolean together) {
        this.together = together;
        this.configuration = configuration;
        this.converter = new Converter7Bit(context);
        this.plain = configuration.createFinalJavaxProperties();
        this.secure = configuration.createFinalJavaxPropertiesWithSSL();
        this.plainTls = Tls.of(configuration, plain, "mail.smtp");
        this.secureTls = Tls.of(configuration, secure, "mail.smtps");
    }

    /** A transport with its session, which goes back when this is closed. */
    final class Line implements AutoCloseable {

        private final Session session;
        private final boolean tls;
        private final RecordingTransport transport;
        private final NotedSockets sockets;

        private Line(Session session, Target target, EnvelopeCommands commands, NotedSockets sockets) {
            this.session = session;
            this.tls = target.tls();
            this.sockets = sockets;
            this.transport = new RecordingTransport(session, target.url(), commands);
        }

        RecordingTransport transport() {
            return transport;
        }

        /** The address of ours that its connection came from. */
        Optional<InetAddress> local() {
            return sockets.local();
        }

        @Override
        public void close() {
            try {
                transport.close();
            } catch (MessagingException afterwards) {
                // RFC 5321 section 4.1.1.10: what was taken over stays so, whatever becomes of QUIT.
                LOG.debug("QUIT failed", afterwards);
            }
            session.getProperties().clear();
            (tls ? secureSessions : plainSessions).add(session);
        }
    }

    Line line(Target target, Mail mail, EnvelopeCommands commands) {
        var kept = (target.tls() ? secureSessions : plainSessions).poll();
        var session = kept != null ? kept : Session.getInstance(new Properties(target.tls() ? secure : plain));
        prepare(session.getProperties(), target, mail);
        var sockets = new NotedSockets();
        if (!Tls.choseSockets(session.getProperties(), prefix(target))) {
            sockets.prepare(session.getProperties(), prefix(target));
        }
        tls(target).prepare(session.getProperties(), prefix(target), target);
        var line = new Line(session, target, commands, sockets);
        line.transport()
                .setLocalHost(session.getProperties()
                        .getProperty(
                                prefix(target) + ".localhost",
                                configuration.getHeloNameProvider().getHeloName()));
        return line;
    }

    private static void prepare(Properties properties, Target target, Mail mail) {
        var sender = mail.getMaybeSender().asString();
        properties.put(prefix(target) + ".from", sender);
        if (!LocalRefusals.ascii(sender)
                || mail.getRecipients().stream().anyMatch(to -> !LocalRefusals.ascii(to.asString()))) {
            properties.put("mail.mime.allowutf8", "true");
        }
    }

    private static String prefix(Target target) {
        return target.tls() ? "mail.smtps" : "mail.smtp";
    }

    /** By address, so that the server met is the one that is reported; by name where TLS is James's own affair. */
    void connect(RecordingTransport transport, Target target) throws MessagingException {
        boolean byName = tls(target).sockets().isEmpty() && configuration.isConnectByHostname();
        transport.connect(
                byName ? target.host() : target.ip(),
                target.port(),
                configuration.getAuthUser(),
                configuration.getAuthPass());
    }

    private Tls tls(Target target) {
        return target.tls() ? secureTls : plainTls;
    }

    /** The recipients of each transaction. */
    Collection<List<MailAddress>> groups(List<MailAddress> recipients, DsnWishes wishes) {
        return together || recipients.isEmpty()
                ? List.of(recipients)
                : recipients.stream()
                        .collect(Collectors.groupingBy(to -> wishes.notify(to.asString()), Collectors.toList()))
                        .values();
    }

    // RFC 6152 section 3: without 8BITMIME only seven bits may be sent. James's way, which may change the message.
    MimeMessage adapted(MimeMessage message, RecordingTransport transport) throws MessagingException {
        if (!transport.supportsExtension("8BITMIME")) {
            try {
                converter.convertTo7Bit(message);
            } catch (IOException e) {
                LOG.error("could not convert a message to 7 bit; it goes out as it is", e);
            }
        }
        return message;
    }
}
