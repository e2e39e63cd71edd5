package whybounce.check.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import whybounce.check.DomainName;
import whybounce.check.tls.HttpsPolicyFetch.Reach;
import whybounce.check.tls.PolicyFetch.Fetched;
import whybounce.dns.MapDns;

/** The fetch of a policy, from a web server on loopback. */
class HttpsPolicyFetchTest {

    private static final DomainName DOMAIN = DomainName.of("example.org").orElseThrow();
    private static final MapDns DNS = new MapDns(Map.of("mta-sts.example.org", List.of("A 127.0.0.1")));
    private static final String FILE = "version: STSv1\r\nmode: none\r\nmax_age: 9\r\n";
    private static final String PLAIN = "HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\n";

    @Test
    void theFileComesAndOnlyItIsAskedFor() throws Exception {
        var heard = new StringBuilder();
        try (var server = Web.start("server", client -> {
            heard.append(request(client));
            say(client, PLAIN + "Content-Length: " + FILE.length() + "\r\n\r\n" + FILE);
        })) {
            assertThat(server.fetch()).isEqualTo(new Fetched.Text(FILE));
            assertThat(heard).startsWith("GET /.well-known/mta-sts.txt HTTP/1.0\r\nHost: mta-sts.example.org\r\n");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'HTTP/1.1 301 Moved|Location: https://example.org/||',    sends elsewhere (301)",
        "'HTTP/1.1 404 Not Found|Content-Type: text/plain||no',    answered 404",
        "'HTTP/1.1 200 OK|Content-Type: text/html||<html>',        not sent as text/plain",
        "'HTTP/1.1 200 OK||version: STSv1',                        not sent as text/plain",
        "'HTTP/1.1 200 OK|Content-Type: text/plain|Transfer-Encoding: chunked||0||', in an encoding that was not asked for",
        "'HTTP/1.1 200 OK|Content-Type: text/plain|Content-Length: 99||short', before all of it had come",
        "'SSH-2.0-OpenSSH_9.6|',                                   no answer of a web server",
        "'',                                                       no answer of a web server",
    })
    void whatIsNoPolicy(String answer, String why) throws Exception {
        try (var server = Web.start("server", client -> {
            request(client);
            say(client, answer.replace("|", "\r\n"));
        })) {
            assertThat(failure(server.fetch())).contains(why);
        }
    }

    @Test
    void anEndlessFileIsReadTo64Kilobytes() throws Exception {
        try (var server = Web.start("server", client -> {
            request(client);
            say(client, PLAIN + "\r\n");
            for (int i = 0; i < 1_000; i++) {
                say(client, "mx: a.example\r\n".repeat(100));
            }
        })) {
            assertThat(failure(server.fetch())).isEqualTo("the answer has more than 64 kB");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "other,   is for other names",
        "expired, has expired",
        "alone,   nobody known vouches",
    })
    void aCertificateMustHold(String certificate, String why) throws Exception {
        try (var server = Web.start(certificate, client -> say(client, PLAIN + "\r\n" + FILE))) {
            assertThat(failure(server.fetch()))
                    .contains("certificate of mta-sts.example.org")
                    .contains(why);
        }
    }

    @Test
    void aServerThatDripsIsLeftInTime() throws Exception {
        var done = new CountDownLatch(1);
        try (var server = Web.start("server", client -> {
            request(client);
            say(client, PLAIN);
            try {
                done.await();
            } catch (InterruptedException over) {
                Thread.currentThread().interrupt();
            }
        })) {
            var begun = System.nanoTime();
            assertThat(failure(server.fetch(Duration.ofMillis(700)))).contains("did not answer in time");
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
        } finally {
            done.countDown();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A 127.0.0.1", "A 10.1.2.3", "A 172.16.0.1", "A 192.168.1.1", "A 100.64.0.1", "A 169.254.169.254",
                "A 0.0.0.0", "AAAA ::1", "AAAA fe80::1", "AAAA fd00::1", "AAAA ::ffff:127.0.0.1", "AAAA 64:ff9b:1::1"
            })
    void noAddressOfAnybodysOwnNetworkIsReached(String address) {
        var dns = new MapDns(Map.of("mta-sts.example.org", List.of(address)));
        assertThat(failure(new HttpsPolicyFetch(dns, Duration.ofSeconds(1)).fetch(DOMAIN)))
                .isEqualTo("mta-sts.example.org has private addresses only");
    }

    @ParameterizedTest
    @CsvSource({"'', has no address", "NXDOMAIN, does not exist", "SERVFAIL, the DNS gave a failure of its server"})
    void withoutAnAddressNothingIsAsked(String record, String why) {
        var dns = new MapDns(record.equals("NXDOMAIN") ? Map.of() : Map.of("mta-sts.example.org", List.of(record)));
        assertThat(failure(new HttpsPolicyFetch(dns, Duration.ofSeconds(1)).fetch(DOMAIN)))
                .contains(why);
    }

    private static String failure(Fetched fetched) {
        return fetched instanceof Fetched.Failed(var why) ? why : "it was fetched";
    }

    private static String request(Socket client) throws IOException {
        var heard = new StringBuilder();
        while (!heard.toString().endsWith("\r\n\r\n")) {
            heard.append((char) client.getInputStream().read());
        }
        return heard.toString();
    }

    private static void say(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** A web server that answers as it is told. */
    private record Web(SSLServerSocket socket) implements AutoCloseable {

        private interface Page {
            void serve(Socket client) throws IOException;
        }

        static Web start(String certificate, Page page) throws IOException {
            var factory = Certificates.context(certificate).getServerSocketFactory();
            var web = new Web((SSLServerSocket) factory.createServerSocket(0, 9, InetAddress.getLoopbackAddress()));
            Thread.ofPlatform().daemon().start(() -> web.serve(page));
            return web;
        }

        private void serve(Page page) {
            while (!socket.isClosed()) {
                try (var client = socket.accept()) {
                    page.serve(client);
                } catch (IOException gone) {
                    // A client that did not like us, or the end.
                }
            }
        }

        Fetched fetch() {
            return fetch(Duration.ofSeconds(20));
        }

        Fetched fetch(Duration inAll) {
            var sockets = Certificates.context("server").getSocketFactory();
            var reach = new Reach(socket.getLocalPort(), InetAddress::isLoopbackAddress, sockets);
            return new HttpsPolicyFetch(DNS, inAll, reach).fetch(DOMAIN);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
