package whybounce.probe.session;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import whybounce.dns.IpText;
import whybounce.reply.ReplyReader;
import whybounce.reply.SmtpReply;

/** The connection: bytes go out, replies come in, all of it before the deadline. */
final class Wire implements Closeable {

    /** So much is taken by the system's own buffers even when the other side does not read. */
    private static final int UNGUARDED = 32 * 1024;

    /** For what is here already. */
    private static final Duration AT_ONCE = Duration.ofMillis(50);

    /** No proxy of the Java system: asking whether there is one costs as much as connecting. */
    private final Socket plain = new Socket(Proxy.NO_PROXY);

    private final Patience patience;
    private final LongSupplier nanos;
    private final long origin;
    private final long deadline;
    private Socket socket = plain;
    private Optional<ReplyReader> reader = Optional.empty();
    private Optional<Guard> guard = Optional.empty();
    private long written;
    private boolean writable = true;

    Wire(Patience patience, LongSupplier nanos, long origin) {
        this.patience = patience;
        this.nanos = nanos;
        this.origin = origin;
        this.deadline = origin + patience.total().toNanos();
    }

    /** Connects from this address. */
    void bind(InetSocketAddress source) throws IOException {
        plain.bind(source);
    }

    void connect(Endpoint endpoint) throws IOException {
        var wait = Math.min(patience.connect().toMillis(), patience.total().toMillis());
        plain.connect(endpoint.socketAddress(), Math.clamp(wait, 1, Integer.MAX_VALUE));
        // Commands are written whole; waiting for more would only cost time (RFC 9293 section 3.7.4).
        plain.setTcpNoDelay(true);
        listen(Optional.empty());
    }

    String localAddress() {
        return IpText.text(plain.getLocalAddress()) + " " + plain.getLocalPort();
    }

    /** Nothing that was read before is trusted after. */
    void encrypt(Handshake handshake) throws IOException {
        guard();
        plain.setSoTimeout(Math.clamp(patience.idle().toMillis(), 1, Integer.MAX_VALUE));
        socket = handshake.run(plain);
        listen(Optional.of(plain.getInputStream()));
    }

    private void listen(Optional<InputStream> beneath) throws IOException {
        reader = Optional.of(new ReplyReader(new SocketBytes(socket, beneath), nanos, origin));
    }

    /** What cannot be written is noticed by the next read, which may still find a farewell. */
    void write(byte[] bytes, int length) {
        if (!writable) {
            return;
        }
        written += length;
        if (written > UNGUARDED) {
            guard();
        }
        try {
            socket.getOutputStream().write(bytes, 0, length);
        } catch (IOException gone) {
            writable = false;
        }
    }

    boolean isWritable() {
        return writable;
    }

    SmtpReply read() {
        return reader().next(new ReplyReader.Patience(patience.idle(), deadline));
    }

    boolean hasUnsolicited() {
        return reader().hasUnsolicited();
    }

    SmtpReply unsolicited() {
        return reader().unsolicited(AT_ONCE);
    }

    private ReplyReader reader() {
        return reader.orElseThrow(() -> new IllegalStateException("not connected"));
    }

    boolean isOverdue() {
        return nanos.getAsLong() - deadline >= 0;
    }

    /** Writing, and a handshake, know no time-out of their own. */
    private void guard() {
        if (guard.isEmpty()) {
            guard = Optional.of(Guard.over(plain, Duration.ofNanos(deadline - nanos.getAsLong())));
        }
    }

    @Override
    public void close() {
        guard.ifPresent(Guard::dismiss);
        try {
            socket.close();
            plain.close();
        } catch (IOException gone) {
            // It is closed either way.
        }
    }
}
