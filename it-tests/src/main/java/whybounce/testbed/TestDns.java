package whybounce.testbed;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import org.xbill.DNS.Message;

/** A DNS server on loopback, UDP and TCP, that answers from a {@link Zone} text. */
public final class TestDns implements AutoCloseable {

    /** RFC 1035 section 4.2.1 asks for 512; a query with EDNS is a little longer. */
    private static final int LONGEST_QUERY = 4096;

    private final Zone zone = new Zone();
    private final DatagramSocket udp;
    private final ServerSocket tcp;

    private TestDns(DatagramSocket udp, ServerSocket tcp) {
        this.udp = udp;
        this.tcp = tcp;
    }

    /** Answers on a free port of 127.0.0.1. */
    public static TestDns start(String zone) throws IOException {
        var tcp = new ServerSocket();
        tcp.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        var udp = new DatagramSocket(tcp.getLocalSocketAddress());
        var dns = new TestDns(udp, tcp);
        dns.add(zone);
        Thread.ofPlatform().daemon().name("test-dns-udp").start(dns::serveUdp);
        Thread.ofPlatform().daemon().name("test-dns-tcp").start(dns::serveTcp);
        return dns;
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) udp.getLocalSocketAddress();
    }

    /** Adds lines, form as in {@link Zone}; they hold from now on. */
    public void add(String lines) {
        zone.add(lines);
    }

    private void serveUdp() {
        var packet = new DatagramPacket(new byte[LONGEST_QUERY], LONGEST_QUERY);
        while (!udp.isClosed()) {
            try {
                packet.setLength(LONGEST_QUERY);
                udp.receive(packet);
                answerUdp(packet);
            } catch (IOException e) {
                // Closed, or a packet that is no DNS message: neither deserves an answer.
            }
        }
    }

    private void answerUdp(DatagramPacket packet) throws IOException {
        var query = new Message(Arrays.copyOf(packet.getData(), packet.getLength()));
        if (!zone.isSilentFor(query)) {
            var answer = zone.answer(query).toWire();
            udp.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
        }
    }

    private void serveTcp() {
        while (!tcp.isClosed()) {
            try {
                var client = tcp.accept();
                Thread.ofVirtual().start(() -> answerTcp(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void answerTcp(Socket client) {
        try (client) {
            var in = new DataInputStream(client.getInputStream());
            // RFC 1035 section 4.2.2: a two-byte length goes before each message.
            var query = new Message(in.readNBytes(in.readUnsignedShort()));
            if (!zone.isSilentFor(query)) {
                var answer = zone.answer(query).toWire();
                var out = new DataOutputStream(client.getOutputStream());
                out.writeShort(answer.length);
                out.write(answer);
                out.flush();
            }
        } catch (IOException gone) {
            // The client went away.
        }
    }

    @Override
    public void close() throws IOException {
        udp.close();
        tcp.close();
    }
}
