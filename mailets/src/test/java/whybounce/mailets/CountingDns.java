package whybounce.mailets;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** A DNS server on loopback that has one TXT record for every name, and counts what it is asked. */
final class CountingDns implements AutoCloseable {

    private static final int LONGEST_QUERY = 4096;
    private static final int TTL_SECONDS = 60;

    private final DatagramSocket socket;
    private final String text;
    private final Map<String, Integer> asked = new ConcurrentSkipListMap<>();

    private CountingDns(DatagramSocket socket, String text) {
        this.socket = socket;
        this.text = text;
    }

    static CountingDns start(String text) throws IOException {
        var server = new CountingDns(new DatagramSocket(0, InetAddress.getLoopbackAddress()), text);
        Thread.ofPlatform().daemon().start(server::serve);
        return server;
    }

    InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    /** Each question, and how often it came. */
    Map<String, Integer> asked() {
        return new TreeMap<>(asked);
    }

    private void serve() {
        var packet = new DatagramPacket(new byte[LONGEST_QUERY], LONGEST_QUERY);
        while (!socket.isClosed()) {
            try {
                packet.setLength(LONGEST_QUERY);
                socket.receive(packet);
                var answer = answer(new Message(Arrays.copyOf(packet.getData(), packet.getLength())));
                socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            } catch (IOException closed) {
                // The test is over.
            }
        }
    }

    private byte[] answer(Message query) throws IOException {
        var question = query.getQuestion();
        asked.merge(question.getName() + " " + Type.string(question.getType()), 1, Integer::sum);
        var answer = new Message(query.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.addRecord(question, Section.QUESTION);
        if (question.getType() == Type.TXT) {
            answer.addRecord(
                    Record.fromString(question.getName(), Type.TXT, DClass.IN, TTL_SECONDS, text, Name.root),
                    Section.ANSWER);
        } else {
            var start = "a.example. b.example. 1 2 3 4 " + TTL_SECONDS;
            answer.addRecord(
                    Record.fromString(question.getName(), Type.SOA, DClass.IN, TTL_SECONDS, start, Name.root),
                    Section.AUTHORITY);
        }
        return answer.toWire();
    }

    @Override
    public void close() {
        socket.close();
    }
}
