package whybounce.probe.session;

import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import whybounce.reply.Octets;

/**
 * What a proxy tells the server behind it about the client: the PROXY protocol of HAProxy, version 1 (text) or 2
 * (binary).
 */
public record ProxyHeader(Octets bytes) {

    /** PROXY protocol section 2.2. */
    private static final byte[] SIGNATURE = {13, 10, 13, 10, 0, 13, 10, 'Q', 'U', 'I', 'T', 10};

    private static final int VERSION_2_PROXY = 0x21;
    private static final int TCP_OVER_IPV4 = 0x11;
    private static final int TCP_OVER_IPV6 = 0x21;
    private static final int IPV4_OCTETS = 4;

    /** Two ports of two octets each. */
    private static final int PORTS = 4;

    public static ProxyHeader version1(InetSocketAddress source, InetSocketAddress destination) {
        var family = octets(source, destination) == IPV4_OCTETS ? "TCP4" : "TCP6";
        return new ProxyHeader(Octets.of("PROXY " + family + " "
                + source.getAddress().getHostAddress() + " "
                + destination.getAddress().getHostAddress() + " " + source.getPort() + " " + destination.getPort()
                + "\r\n"));
    }

    public static ProxyHeader version2(InetSocketAddress source, InetSocketAddress destination) {
        int octets = octets(source, destination);
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(SIGNATURE);
        bytes.write(VERSION_2_PROXY);
        bytes.write(octets == IPV4_OCTETS ? TCP_OVER_IPV4 : TCP_OVER_IPV6);
        number(bytes, 2 * octets + PORTS);
        bytes.writeBytes(source.getAddress().getAddress());
        bytes.writeBytes(destination.getAddress().getAddress());
        number(bytes, source.getPort());
        number(bytes, destination.getPort());
        return new ProxyHeader(Octets.of(bytes.toByteArray()));
    }

    private static int octets(InetSocketAddress source, InetSocketAddress destination) {
        int octets = source.getAddress().getAddress().length;
        if (octets != destination.getAddress().getAddress().length) {
            throw new IllegalArgumentException("one family of addresses is wanted: " + source + ", " + destination);
        }
        return octets;
    }

    private static void number(ByteArrayOutputStream bytes, int number) {
        bytes.write(number >> 8);
        bytes.write(number);
    }

    @Override
    public String toString() {
        return new String(bytes.toByteArray(), StandardCharsets.ISO_8859_1);
    }
}
