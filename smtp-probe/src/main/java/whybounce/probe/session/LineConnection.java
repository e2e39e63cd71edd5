package whybounce.probe.session;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Proxy;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;

/**
 * A connection over which lines go to and fro, for protocols beside SMTP. It waits for nothing longer than its
 * {@link Patience} says, and reads no line without end.
 */
public final class LineConnection implements AutoCloseable {

    /** RFC 2683 section 3.2.1.5 advises servers of IMAP to stay below 8,000 octets. */
    private static final int LONGEST_LINE = 8_192;

    private final Socket plain = new Socket(Proxy.NO_PROXY);
    private final Patience patience;
    private final Clock clock;
    private final Guard guard;
    private Socket socket = plain;
    private Optional<TlsReport> tls = Optional.empty();
    private InputStream in = InputStream.nullInputStream();

    public LineConnection(Patience patience, Clock clock) {
        this.patience = patience;
        this.clock = clock;
        this.guard = Guard.over(plain, patience.total());
    }

    /** Connects. */
    public void connect(Endpoint endpoint) throws IOException {
        plain.connect(endpoint.socketAddress(), millis(patience.connect().toMillis()));
        plain.setSoTimeout(millis(patience.idle().toMillis()));
        plain.setTcpNoDelay(true);
        in = new BufferedInputStream(plain.getInputStream());
    }

    private static int millis(long wanted) {
        return Math.clamp(wanted, 1, Integer.MAX_VALUE);
    }

    /** Encrypts from now on; what came before and was not read is forgotten. */
    public void encrypt(Tls wanted) throws IOException {
        var handshake = new Handshake(wanted, clock);
        try {
            socket = handshake.run(plain);
            in = new BufferedInputStream(socket.getInputStream());
        } finally {
            tls = Optional.of(handshake.report());
        }
    }

    /** What the handshake showed, however it ended; empty where there was none. */
    public Optional<TlsReport> tls() {
        return tls;
    }

    public void say(String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    /** The next line without its end, a character for each octet. */
    public String hear() throws IOException {
        var line = new StringBuilder();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new EOFException("closed");
            }
            if (line.length() == LONGEST_LINE) {
                throw new IOException("a line without end");
            }
            line.append((char) octet);
        }
        return line.toString().stripTrailing();
    }

    /** Why there was no connection, in words. */
    public static String words(IOException fault, Endpoint endpoint) {
        return NetworkFault.words(NetworkFault.why(fault), endpoint);
    }

    /** Why encryption failed, in words. */
    public static String wordsOfHandshake(IOException fault) {
        return Handshake.words(fault);
    }

    @Override
    public void close() {
        guard.dismiss();
        try {
            socket.close();
            plain.close();
        } catch (IOException gone) {
            // It is closed either way.
        }
    }
}
