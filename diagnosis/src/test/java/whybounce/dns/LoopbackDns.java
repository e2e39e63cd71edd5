package whybounce.dns;

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
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** A DNS server on loopback, by UDP and TCP, whose answers are a function; it keeps what it was asked. */
public final class LoopbackDns implements AutoCloseable {

    /** What is answered to a question, which is in it already; nothing where it stays silent. */
    public interface Answers {

        /**
         * Fills in an answer.
         *
         * @param question as {@code name. TYPE}
         * @return whether it is sent
         */
        boolean fill(String question, Message answer, Message query, boolean tcp) throws IOException;
    }

    private static final int LONGEST_QUERY = 4096;

    private final Answers answers;
    private final DatagramSocket udp;
    private final ServerSocket tcp;
    private final List<String> asked = new CopyOnWriteArrayList<>();

    private LoopbackDns(Answers answers, DatagramSocket udp, ServerSocket tcp) {
        this.answers = answers;
        this.udp = udp;
        this.tcp = tcp;
    }

    public static LoopbackDns start(Answers answers) throws IOException {
        var tcp = new ServerSocket();
        tcp.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        var dns = new LoopbackDns(answers, new DatagramSocket(tcp.getLocalSocketAddress()), tcp);
        Thread.ofPlatform().daemon().start(dns::serveUdp);
        Thread.ofPlatform().daemon().start(dns::serveTcp);
        return dns;
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) udp.getLocalSocketAddress();
    }

    /** As {@code udp name. TYPE}, in order. */
    public List<String> asked() {
        return asked;
    }

    public static void add(Message answer, int section, String name, long ttl, int type, String... values)
            throws IOException {
        for (var value : values) {
            answer.addRecord(Record.fromString(Name.fromString(name), type, 1, ttl, value, Name.root), section);
        }
    }

    private void serveUdp() {
        var packet = new DatagramPacket(new byte[LONGEST_QUERY], LONGEST_QUERY);
        while (!udp.isClosed()) {
            try {
                packet.setLength(LONGEST_QUERY);
                udp.receive(packet);
                var answer = answer(new Message(Arrays.copyOf(packet.getData(), packet.getLength())), false);
                if (answer.length > 0) {
                    udp.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                }
            } catch (IOException closed) {
                // The test is over.
            }
        }
    }

    private void serveTcp() {
        while (!tcp.isClosed()) {
            try (var client = tcp.accept()) {
                serve(client);
            } catch (IOException closed) {
                // The test is over, or the client has gone.
            }
        }
    }

    private void serve(Socket client) throws IOException {
        var in = new DataInputStream(client.getInputStream());
        var answer = answer(new Message(in.readNBytes(in.readUnsignedShort())), true);
        var out = new DataOutputStream(client.getOutputStream());
        out.writeShort(answer.length);
        out.write(answer);
        out.flush();
    }

    private byte[] answer(Message query, boolean byTcp) throws IOException {
        var question = query.getQuestion();
        var text = question.getName() + " " + Type.string(question.getType());
        asked.add((byTcp ? "tcp " : "udp ") + text);
        var answer = new Message(query.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.addRecord(question, Section.QUESTION);
        return answers.fill(text, answer, query, byTcp) ? answer.toWire() : new byte[0];
    }

    @Override
    public void close() throws IOException {
        udp.close();
        tcp.close();
    }
}
