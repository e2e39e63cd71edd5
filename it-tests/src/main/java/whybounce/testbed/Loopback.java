package whybounce.testbed;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Hands out 127.0.0.2, 127.0.0.3 and so on, all with one port, which stands for port 25: mail servers need addresses of
 * their own, because the DNS has no ports. Linux has all of 127.0.0.0/8; elsewhere the addresses must be added first.
 */
public final class Loopback {

    private static final int FIRST = 2;
    private static final int PER_NET = 250;

    private final int port;
    private final AtomicInteger next = new AtomicInteger();

    private Loopback(int port) {
        this.port = port;
    }

    /** A port that is free now on 127.0.0.1, and so, most likely, on its neighbours. */
    public static Loopback withFreePort() throws IOException {
        return new Loopback(freePort());
    }

    /** A port that is free now on 127.0.0.1. */
    public static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** The port that stands for 25. */
    public int port() {
        return port;
    }

    /** An address not given before. */
    public InetSocketAddress address() {
        int n = next.getAndIncrement();
        return new InetSocketAddress("127.0." + n / PER_NET + "." + (FIRST + n % PER_NET), port);
    }
}
