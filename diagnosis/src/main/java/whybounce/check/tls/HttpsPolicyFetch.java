package whybounce.check.tls;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import whybounce.check.Came;
import whybounce.check.DomainName;
import whybounce.check.PublicAddress;
import whybounce.dns.Answer.CouldNotAsk;
import whybounce.dns.Answer.Found;
import whybounce.dns.Answer.NoData;
import whybounce.dns.Answer.NoSuchName;
import whybounce.dns.Dns;

/**
 * Fetches policies by HTTPS, from no other server than the one that the standard names, and from no address that lies
 * within somebody's own network.
 *
 * <p>It connects to an address that it has looked at, so that no name can lead elsewhere between the look and the
 * connection.
 */
public final class HttpsPolicyFetch implements PolicyFetch {

    /** RFC 8461 section 3.3 proposes this limit for the file. */
    static final int MOST_OCTETS = 64 * 1024;

    private static final int HTTPS_PORT = 443;

    /** A server with more addresses than these has one among them that works. */
    private static final int MOST_ADDRESSES = 2;

    private final Dns dns;
    private final Duration inAll;
    private final Reach reach;

    /**
     * How far it may go.
     *
     * @param addresses which it may connect to
     * @param sockets say whose certificates are believed
     */
    public record Reach(int port, Predicate<InetAddress> addresses, SSLSocketFactory sockets) {

        private static Reach internet() {
            return new Reach(HTTPS_PORT, PublicAddress::is, (SSLSocketFactory) SSLSocketFactory.getDefault());
        }
    }

    /**
     * Fetches from public addresses.
     *
     * @param inAll for one policy, whatever happens
     */
    public HttpsPolicyFetch(Dns dns, Duration inAll) {
        this(dns, inAll, Reach.internet());
    }

    /** As far as {@code reach} says; for tests on loopback. */
    public HttpsPolicyFetch(Dns dns, Duration inAll, Reach reach) {
        this.dns = dns;
        this.inAll = inAll;
        this.reach = reach;
    }

    @Override
    public Fetched fetch(DomainName domain) {
        // RFC 8461 section 3.3: this name and this path, and no redirect.
        var host = "mta-sts." + domain;
        return switch (dns.addresses(host)) {
            case Found<InetAddress>(var addresses) -> fetch(host, addresses);
            case NoData<InetAddress> none -> new Fetched.Failed(host + " has no address");
            case NoSuchName<InetAddress> none -> new Fetched.Failed(host + " does not exist");
            case CouldNotAsk<InetAddress>(var why) ->
                new Fetched.Failed("for " + host + " the DNS gave " + Came.text(why));
        };
    }

    private Fetched fetch(String host, List<InetAddress> addresses) {
        var reachable =
                addresses.stream().filter(reach.addresses).limit(MOST_ADDRESSES).toList();
        if (reachable.isEmpty()) {
            return new Fetched.Failed(host + " has private addresses only");
        }
        long end = System.nanoTime() + inAll.toNanos();
        Fetched last = new Fetched.Failed("it took too long");
        for (var address : reachable) {
            var left = Duration.ofNanos(end - System.nanoTime());
            if (left.toMillis() > 0) {
                last = fetch(host, address, left);
            }
            if (last instanceof Fetched.Text) {
                return last;
            }
        }
        return last;
    }

    private Fetched fetch(String host, InetAddress address, Duration left) {
        int millis = Math.clamp(left.toMillis(), 1, Integer.MAX_VALUE);
        // No proxy of the Java system: it would connect to whatever it likes.
        var plain = new Socket(Proxy.NO_PROXY);
        // Neither a handshake nor a server that drips has a time-out of its own.
        var late = new AtomicBoolean();
        var guard = CompletableFuture.runAsync(
                () -> {
                    late.set(true);
                    close(plain);
                },
                CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS));
        try {
            plain.connect(new InetSocketAddress(address, reach.port));
            return ask(host, plain);
        } catch (IOException failed) {
            return new Fetched.Failed(late.get() ? host + " did not answer in time" : words(failed, host));
        } finally {
            guard.cancel(false);
            close(plain);
        }
    }

    private Fetched ask(String host, Socket plain) throws IOException {
        try (var tls = (SSLSocket) reach.sockets.createSocket(plain, host, reach.port, true)) {
            var parameters = tls.getSSLParameters();
            parameters.setServerNames(List.of(new SNIHostName(host)));
            // RFC 2818 section 3.1: the certificate must be for the name that was asked.
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            tls.setSSLParameters(parameters);
            tls.startHandshake();
            // HTTP/1.0, so that nobody answers in chunks (RFC 9112 section 6.1).
            var request = "GET /.well-known/mta-sts.txt HTTP/1.0\r\nHost: " + host
                    + "\r\nAccept: text/plain\r\nUser-Agent: whybounce\r\nConnection: close\r\n\r\n";
            tls.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return PolicyAnswer.read(octets(tls.getInputStream()));
        }
    }

    /** At most one more than may be; the header counts as well. */
    private static String octets(InputStream in) throws IOException {
        return new String(in.readNBytes(MOST_OCTETS + 1), StandardCharsets.ISO_8859_1);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException gone) {
            // It is closed either way.
        }
    }

    private static String words(IOException failed, String host) {
        if (!(failed instanceof SSLException)) {
            return "there was no connection to " + host;
        }
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateExpiredException) {
                return "the certificate of " + host + " has expired";
            }
            if (cause instanceof CertificateNotYetValidException) {
                return "the certificate of " + host + " is not valid yet";
            }
            var message = String.valueOf(cause.getMessage());
            if (message.contains("No subject alternative") || message.contains("No name matching")) {
                return "the certificate of " + host + " is for other names";
            }
            if (message.contains("unable to find valid certification path")) {
                return "nobody known vouches for the certificate of " + host;
            }
        }
        return "no secure connection to " + host + " came about";
    }
}
