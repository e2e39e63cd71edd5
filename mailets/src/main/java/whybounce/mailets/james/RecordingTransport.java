package whybounce.mailets.james;

import com.sun.mail.smtp.SMTPTransport;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.mail.MessagingException;
import javax.mail.Session;
import javax.mail.URLName;
import whybounce.failure.Stage;
import whybounce.reply.SmtpReply;

/**
 * A connection of javax.mail to one server that keeps every reply of the session, the greeting and the one to STARTTLS
 * included. Its exceptions drop those.
 */
final class RecordingTransport extends SMTPTransport {

    /** What javax.mail sets as the reply when the other side closed without a byte. */
    private static final String END_OF_STREAM = "[EOF]";

    private final List<Exchange> exchanges = new ArrayList<>();
    private final EnvelopeCommands commands;
    private final Charset charset;
    private Stage stage = Stage.CONNECT;
    private boolean peerStoppedTaking;

    RecordingTransport(Session session, URLName url, EnvelopeCommands commands) {
        super(session, url, url.getProtocol(), url.getProtocol().equals("smtps"));
        this.commands = commands;
        // As SMTPTransport decides it. Otherwise each char of a reply is one byte.
        this.charset = "true".equals(session.getProperty("mail.mime.allowutf8"))
                ? StandardCharsets.UTF_8
                : StandardCharsets.ISO_8859_1;
    }

    /** All that was said since the connection began. */
    List<Exchange> exchanges() {
        return exchanges;
    }

    /** The step that was begun last. */
    Stage stage() {
        return stage;
    }

    /** Whether writing the message failed on the connection, and not because the message could not be read. */
    boolean peerStoppedTaking() {
        return peerStoppedTaking;
    }

    @Override
    protected void sendCommand(String command) throws MessagingException {
        begin(command);
        super.sendCommand(commands.complete(command, this::supportsExtension));
    }

    private void begin(String command) {
        stage = switch (command.split(" ", 2)[0].toUpperCase(Locale.ROOT)) {
            case "EHLO" -> Stage.EHLO;
            case "HELO" -> Stage.HELO;
            case "STARTTLS" -> Stage.STARTTLS;
            case "AUTH" -> Stage.AUTH;
            case "MAIL" -> Stage.MAIL;
            case "RCPT" -> Stage.RCPT;
            case "DATA" -> Stage.DATA;
            case "BDAT" -> Stage.BDAT;
            case "." -> Stage.END_OF_DATA;
            case "RSET" -> Stage.RSET;
            case "QUIT" -> Stage.QUIT;
            default -> stage; // A line of an AUTH dialogue, which is nobody's business.
        };
    }

    @Override
    protected int readServerResponse() throws MessagingException {
        if (stage == Stage.CONNECT) {
            stage = Stage.GREETING;
        }
        var asked = stage;
        int code = super.readServerResponse();
        var said = getLastServerResponse();
        var reply = SmtpReply.parse(said.equals(END_OF_STREAM) ? new byte[0] : bytes(said));
        // A read that ended early is -1 too, and then the last line may lack its end.
        boolean closed = code == -1 && (reply.lines().isEmpty() || reply.code() > 0);
        // RFC 5321 section 4.2.1: lines should agree; where they do not, what is acted on is what is reported.
        int acted = code > 0 && reply.code() > 0 ? reply.code() : code;
        exchanges.add(new Exchange(asked, reply, acted, closed));
        return acted;
    }

    private byte[] bytes(String said) {
        return said.replace("\n", "\r\n").getBytes(charset);
    }

    @Override
    protected OutputStream data() throws MessagingException {
        return new Watched(super.data());
    }

    /** Tells a connection that fails from a message that cannot be read: both reach us as an IOException. */
    private final class Watched extends FilterOutputStream {

        Watched(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int octet) throws IOException {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] octets, int from, int count) throws IOException {
            try {
                out.write(octets, from, count);
            } catch (IOException e) {
                peerStoppedTaking = true;
                throw e;
            }
        }

        @Override
        public void flush() throws IOException {
            try {
                out.flush();
            } catch (IOException e) {
                peerStoppedTaking = true;
                throw e;
            }
        }
    }
}
