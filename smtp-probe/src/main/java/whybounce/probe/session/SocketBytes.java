package whybounce.probe.session;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import whybounce.reply.ReplyReader;

/** The bytes that a socket brings. */
final class SocketBytes implements ReplyReader.Source {

    /** The shortest wait that a socket knows. */
    private static final Duration SHORTEST = Duration.ofMillis(1);

    private final Socket socket;
    private final InputStream in;
    private final Optional<InputStream> beneath;
    private final byte[] ahead = new byte[1];
    private boolean hasAhead;

    /**
     * Reads from {@code socket}.
     *
     * @param beneath what comes from the network, where that is encrypted
     */
    SocketBytes(Socket socket, Optional<InputStream> beneath) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
        this.beneath = beneath;
    }

    @Override
    public int read(byte[] buffer, Duration patience) throws IOException {
        if (hasAhead) {
            hasAhead = false;
            buffer[0] = ahead[0];
            return 1;
        }
        return read(buffer, buffer.length, patience);
    }

    private int read(byte[] buffer, int length, Duration patience) throws IOException {
        socket.setSoTimeout((int) Math.min(Integer.MAX_VALUE, Math.max(SHORTEST.toMillis(), patience.toMillis())));
        return in.read(buffer, 0, length);
    }

    /** Encrypted, what came may be no more than a ticket for the next connection (RFC 8446 section 4.6.1). */
    @Override
    public boolean isReady() throws IOException {
        if (hasAhead || in.available() > 0) {
            return true;
        }
        if (beneath.isEmpty() || beneath.get().available() == 0) {
            return false;
        }
        try {
            hasAhead = read(ahead, 1, SHORTEST) > 0;
        } catch (SocketTimeoutException ticket) {
            return false;
        }
        return hasAhead;
    }
}
