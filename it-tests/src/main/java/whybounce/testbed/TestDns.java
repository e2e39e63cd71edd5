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
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.dnssec.ValidatingResolver;

/**
 * A DNS server on loopback, UDP and TCP, that answers from a {@link Zone} text, or asks another one of this kind and checks
 * the signatures of its answers.
 */
public final class TestDns implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** RFC 1035 section 4.2.1 asks for 512; a query with EDNS is a little longer. */
    private static final int LONGEST_QUERY = 4096;

    /** RFC 1035 section 2.3.4, for who says nothing of EDNS. */
    private static final int LONGEST_WITHOUT_EDNS = 512;

    private final Zone zone = new Zone();
    private final DatagramSocket udp;
    private final ServerSocket tcp;
    private final Optional<Resolver> upstream;

    private TestDns(DatagramSocket udp, ServerSocket tcp, Optional<Resolver> upstream) {
        this.udp = udp;
        this.tcp = tcp;
        this.upstream = upstream;
    }

    /** Answers on a free port of 127.0.0.1. */
    public static TestDns start(String zone) throws IOException {
        var dns = start(Optional.empty());
        dns.add(zone);
        return dns;
    }

    /**
     * A resolver in front of another server: it believes the keys of the zones that are signed by now, says with the AD
     * flag what they prove, and SERVFAIL where a signature does not hold.
     */
    public static TestDns validating(TestDns authority) throws IOException {
        var asked = new SimpleResolver(authority.address());
        asked.setTimeout(PATIENCE);
        var resolver = new ValidatingResolver(asked);
        for (var key : authority.zone.keys()) {
            key.entrust(resolver);
        }
        return start(Optional.of(resolver));
    }

    private static TestDns start(Optional<Resolver> upstream) throws IOException {
        var tcp = new ServerSocket();
        tcp.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        var udp = new DatagramSocket(tcp.getLocalSocketAddress());
        var dns = new TestDns(udp, tcp, upstream);
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
                var query = new Message(Arrays.copyOf(packet.getData(), packet.getLength()));
                var client = packet.getSocketAddress();
                // A resolver waits for others, and nobody else's question waits with it.
                Thread.ofVirtual().start(() -> answerUdp(query, client));
            } catch (IOException e) {
                // Closed, or a packet that is no DNS message: neither deserves an answer.
            }
        }
    }

    private void answerUdp(Message query, SocketAddress client) {
        try {
            var answer = answer(query);
            if (answer.isPresent()) {
                // What does not fit is cut off, and the client asks again by TCP (RFC 2181 section 9).
                var octets = answer.get()
                        .toWire(
                                query.getOPT() == null
                                        ? LONGEST_WITHOUT_EDNS
                                        : query.getOPT().getPayloadSize());
                udp.send(new DatagramPacket(octets, octets.length, client));
            }
        } catch (IOException closed) {
            // The client waits in vain, as for a server that went away.
        }
    }

    private Optional<Message> answer(Message query) throws IOException {
        if (upstream.isPresent()) {
            return Optional.of(checked(query, upstream.get()));
        }
        return zone.isSilentFor(query) ? Optional.empty() : Optional.of(zone.answer(query));
    }

    private static Message checked(Message query, Resolver upstream) {
        var asked = Message.newQuery(query.getQuestion());
        if (query.getHeader().getFlag(Flags.CD)) {
            asked.getHeader().setFlag(Flags.CD);
        }
        var answer = new Message(query.getHeader().getID());
        answer.addRecord(query.getQuestion(), Section.QUESTION);
        try {
            var came = upstream.send(asked);
            answer.getHeader().setRcode(came.getRcode());
            for (int flag : new int[] {Flags.QR, Flags.RA, Flags.AD, Flags.CD}) {
                if (flag == Flags.QR || came.getHeader().getFlag(flag)) {
                    answer.getHeader().setFlag(flag);
                }
            }
            came.getSection(Section.ANSWER).forEach(record -> answer.addRecord(record, Section.ANSWER));
            came.getSection(Section.AUTHORITY).forEach(record -> answer.addRecord(record, Section.AUTHORITY));
        } catch (IOException silent) {
            answer.getHeader().setFlag(Flags.QR);
            answer.getHeader().setRcode(Rcode.SERVFAIL);
        }
        return answer;
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
            var answer = answer(query);
            if (answer.isPresent()) {
                var octets = answer.get().toWire();
                var out = new DataOutputStream(client.getOutputStream());
                out.writeShort(octets.length);
                out.write(octets);
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
