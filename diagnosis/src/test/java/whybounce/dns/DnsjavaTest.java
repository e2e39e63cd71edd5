package whybounce.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;
import whybounce.dns.Answer.CouldNotAsk;
import whybounce.dns.Answer.CouldNotAsk.Why;
import whybounce.dns.Answer.Found;
import whybounce.dns.Answer.NoData;
import whybounce.dns.Answer.NoSuchName;

/** Against a real socket: what each kind of DNS answer becomes. */
class DnsjavaTest {

    private DatagramSocket socket;
    private Dnsjava dns;

    @BeforeEach
    void serve() throws IOException {
        socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        Thread.ofPlatform().daemon().start(this::answerAll);
        dns = Dnsjava.at(
                List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort())),
                Duration.ofSeconds(2));
    }

    @AfterEach
    void stop() {
        socket.close();
    }

    @Test
    void recordsAreFound() {
        assertThat(dns.mx("example.org."))
                .isEqualTo(new Found<>(List.of(new Mx(10, "mx1.example.org"), new Mx(20, "mx2.example.org"))));
        assertThat(dns.txt("example.org")).isEqualTo(new Found<>(List.of("v=spf1 -all")));
    }

    @Test
    void bothAddressFamiliesAreOneAnswer() throws IOException {
        assertThat(dns.addresses("mx1.example.org"))
                .isEqualTo(
                        new Found<>(List.of(InetAddress.getByName("192.0.2.1"), InetAddress.getByName("2001:db8::1"))));
    }

    @Test
    void nullMxIsFoundAsOne() {
        assertThat(dns.mx("null.example"))
                .isInstanceOfSatisfying(
                        Found.class,
                        found -> assertThat(((Mx) found.records().getFirst()).isNull())
                                .isTrue());
    }

    @Test
    void noDataIsNotNoSuchName() {
        assertThat(dns.txt("mx1.example.org")).isEqualTo(new NoData<>());
        assertThat(dns.mx("gone.example")).isEqualTo(new NoSuchName<>());
    }

    @Test
    void brokenAndSilentServersAreNoStatementAboutTheName() {
        assertThat(dns.mx("broken.example")).isEqualTo(new CouldNotAsk<>(Why.SERVFAIL));
        assertThat(dns.mx("silent.example")).isEqualTo(new CouldNotAsk<>(Why.TIMED_OUT));
    }

    @Test
    void aNameThatCannotBeAskedForIsSaid() {
        assertThat(dns.mx("a..example")).isEqualTo(new CouldNotAsk<>(Why.BAD_NAME));
        assertThat(dns.mx("x".repeat(70) + ".example")).isEqualTo(new CouldNotAsk<>(Why.BAD_NAME));
    }

    @Test
    void anInternationalNameIsAskedInItsAsciiForm() {
        assertThat(dns.txt("bücher.example")).isEqualTo(new Found<>(List.of("books")));
    }

    private void answerAll() {
        var buffer = new byte[4096];
        while (!socket.isClosed()) {
            try {
                var packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                var query = new Message(Arrays.copyOf(buffer, packet.getLength()));
                if (!query.getQuestion().getName().toString().equals("silent.example.")) {
                    var bytes = answer(query).toWire();
                    socket.send(new DatagramPacket(bytes, bytes.length, packet.getSocketAddress()));
                }
            } catch (SocketException closed) {
                return;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static Message answer(Message query) throws IOException {
        var answer = new Message(query.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.addRecord(query.getQuestion(), Section.QUESTION);
        var name = query.getQuestion().getName();
        switch (name + " " + Type.string(query.getQuestion().getType())) {
            case "example.org. MX" -> add(answer, name, Type.MX, "10 mx1.example.org.", "20 mx2.example.org.");
            case "example.org. TXT" -> add(answer, name, Type.TXT, "\"v=spf1 \" \"-all\"");
            case "xn--bcher-kva.example. TXT" -> add(answer, name, Type.TXT, "books");
            case "mx1.example.org. A" -> add(answer, name, Type.A, "192.0.2.1");
            case "mx1.example.org. AAAA" -> add(answer, name, Type.AAAA, "2001:db8::1");
            case "null.example. MX" -> add(answer, name, Type.MX, "0 .");
            case "gone.example. MX" -> answer.getHeader().setRcode(Rcode.NXDOMAIN);
            case "broken.example. MX" -> answer.getHeader().setRcode(Rcode.SERVFAIL);
            default -> {
                // No data.
            }
        }
        return answer;
    }

    private static void add(Message answer, Name name, int type, String... values) throws IOException {
        for (var value : values) {
            answer.addRecord(Record.fromString(name, type, 1, 60, value, Name.root), Section.ANSWER);
        }
    }
}
