package whybounce.probe.home;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;

/** What a mailbox's server may send us at one look, and how long it may take; sockets are made that keep to it. */
final class Allowance extends SocketFactory {

    /** Two hundred headers and some notifications; a server that sends more has nothing to say. */
    private static final long MOST_OCTETS = 32L << 20;

    private static final Duration LONGEST_LOOK = Duration.ofSeconds(30);

    private final Optional<SSLSocketFactory> encryption;
    private long octets;
    private long until;

    /**
     * Of sockets.
     *
     * @param encryption what encrypts them from the first byte; empty leaves that to others
     */
    Allowance(Optional<SSLSocketFactory> encryption) {
        this.encryption = encryption;
        begin();
    }

    /** Begins a look. */
    void begin() {
        octets = 0;
        until = System.nanoTime() + LONGEST_LOOK.toNanos();
    }

    private int spend(int read) throws IOException {
        octets += Math.max(read, 0);
        if (octets > MOST_OCTETS) {
            throw new IOException("it sends more than " + (MOST_OCTETS >> 20) + " MiB");
        }
        if (System.nanoTime() - until > 0) {
            throw new IOException("it takes longer than " + LONGEST_LOOK.toSeconds() + " s to answer");
        }
        return read;
    }

    @Override
    public Socket createSocket() {
        return encryption
                .<Socket>map(factory -> new Encrypted(new Counted(), factory))
                .orElseGet(Counted::new);
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        throw new IOException("not used");
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        throw new IOException("not used");
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        throw new IOException("not used");
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
        throw new IOException("not used");
    }

    private final class Counted extends Socket {
        @Override
        public InputStream getInputStream() throws IOException {
            return new FilterInputStream(super.getInputStream()) {
                @Override
                public int read() throws IOException {
                    int octet = super.read();
                    spend(octet < 0 ? 0 : 1);
                    return octet;
                }

                @Override
                public int read(byte[] buffer, int from, int most) throws IOException {
                    return spend(super.read(buffer, from, most));
                }
            };
        }
    }
}
