package whybounce.testbed;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.imap.IMAPMessage;

/**
 * People's mailboxes: takes mail for anybody by SMTP, and is read by IMAP.
 *
 * <p>GreenMail keeps them. Its SMTP server refuses the null sender of a report ("503 MAIL must come before RCPT"), so a
 * {@link SmtpPeer} takes the mail and hands it over.
 */
public final class Mailbox implements AutoCloseable {

    private static final String PASSWORD = "secret";
    private static final Pattern ADDRESS = Pattern.compile("<([^>]*)>");

    /** GreenMail gives itself two seconds, which a busy machine does not keep. */
    private static final Duration STARTUP = Duration.ofMinutes(1);

    private final GreenMail server;
    private final SmtpPeer door;

    private Mailbox(GreenMail server, InetSocketAddress smtp) throws IOException {
        this.server = server;
        this.door = SmtpPeer.start(smtp, Dialogue.parse("offer: SMTPUTF8, 8BITMIME, DSN"), this::keep);
    }

    /** Takes mail at {@code smtp}; IMAP is on a free port of the same address. */
    public static Mailbox start(InetSocketAddress smtp) throws IOException {
        var imap = new ServerSetup(0, smtp.getHostString(), ServerSetup.PROTOCOL_IMAP);
        imap.setServerStartupTimeout(STARTUP.toMillis());
        var server = new GreenMail(imap);
        server.withConfiguration(new GreenMailConfiguration().withDisabledAuthentication());
        server.start();
        return new Mailbox(server, smtp);
    }

    /** Adds Return-Path as the last server does (RFC 5321 section 4.4), and changes nothing else. */
    private void keep(Received mail) {
        var returnPath = "Return-Path: <" + address(mail.sender()) + ">\r\n";
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(returnPath.getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(mail.message().toByteArray());
        for (var recipient : mail.recipients()) {
            try {
                var message = new MimeMessage(
                        Session.getInstance(new Properties()), new ByteArrayInputStream(bytes.toByteArray()));
                user(address(recipient)).deliver(message);
            } catch (MessagingException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static String address(String argument) {
        var matcher = ADDRESS.matcher(argument);
        return matcher.find() ? matcher.group(1) : argument;
    }

    private synchronized GreenMailUser user(String address) {
        var known = server.getUserManager().getUserByEmail(address);
        return known != null ? known : server.setUser(address, address, PASSWORD);
    }

    /** The mails as they came by SMTP, with their envelopes. */
    public List<Received> received() {
        return door.received();
    }

    public InetSocketAddress smtp() {
        return door.address();
    }

    public InetSocketAddress imap() {
        return new InetSocketAddress(
                server.getImap().getBindTo(), server.getImap().getPort());
    }

    /** The messages of {@code user}'s inbox, byte for byte, oldest first, once there are {@code count} or more. */
    public List<byte[]> await(String user, int count, Duration patience) {
        return Await.until(
                count + " message(s) for " + user,
                patience,
                () -> Optional.of(fetch(user)).filter(messages -> messages.size() >= count));
    }

    /** The messages of {@code user}'s inbox as it is now, byte for byte, oldest first. */
    public List<byte[]> fetch(String user) {
        user(user);
        try (var store = Session.getInstance(new Properties()).getStore("imap")) {
            store.connect(imap().getHostString(), imap().getPort(), user, PASSWORD);
            var inbox = store.getFolder("INBOX");
            inbox.open(Folder.READ_ONLY);
            return read(inbox.getMessages());
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException("cannot read the mailbox of " + user, e);
        }
    }

    private static List<byte[]> read(Message[] messages) throws MessagingException, IOException {
        var all = new ArrayList<byte[]>();
        for (var message : messages) {
            try (var in = ((IMAPMessage) message).getMimeStream()) {
                all.add(in.readAllBytes());
            }
        }
        return all;
    }

    @Override
    public void close() throws IOException {
        door.close();
        server.stop();
    }
}
