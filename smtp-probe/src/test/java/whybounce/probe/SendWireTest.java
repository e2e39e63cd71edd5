package whybounce.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import whybounce.probe.session.ScriptedServer;
import whybounce.probe.session.ScriptedServer.Talk;
import whybounce.probe.session.TestCertificates;

/** Options of {@code send} about encryption, other protocols and extensions, where PostfixTest has no peer for them. */
class SendWireTest {

    @TempDir
    private Path folder;

    private static Talk encrypted(Talk talk, String certificate) throws IOException {
        talk.say("220 mx.example.org\r\n").hear();
        talk.say("250-mx.example.org\r\n250 STARTTLS\r\n").hear();
        talk.say("220 go ahead\r\n");
        TestCertificates.encrypt(talk, certificate);
        talk.hear();
        return talk.say("250-mx.example.org\r\n250-REQUIRETLS\r\n250 SIZE\r\n");
    }

    private String[] trusting(String... more) throws IOException {
        var all = Stream.of("--tls-ca-path=" + TestCertificates.certificate(folder, "ca"));
        return Stream.concat(all, Arrays.stream(more)).toArray(String[]::new);
    }

    static Stream<Arguments> certificates() {
        return Stream.of(
                Arguments.of("good", "mx.example.org", 0, "=== Encrypted: "),
                Arguments.of("expired", "mx.example.org", 29, "=== Not verified: the server's certificate expired on "),
                Arguments.of("self-signed", "mx.example.org", 29, "is signed by itself"),
                Arguments.of("good", "mx.example.net", 29, "not for mx.example.net"));
    }

    @ParameterizedTest(name = "{0}, asked for {1}")
    @MethodSource("certificates")
    void aCertificateThatDoesNotHold(String certificate, String name, int code, String shown) throws IOException {
        try (var server = ScriptedServer.start(talk -> encrypted(talk, certificate))) {
            int port = server.endpoint().port();
            var anyway = ProbeRun.of(ProbeRun.send(port, trusting("--tls-sni=" + name, "--drop-after=starttls")));
            var strictly = ProbeRun.of(
                    ProbeRun.send(port, trusting("--tls-sni=" + name, "--tls-verify", "--drop-after=starttls")));

            assertThat(anyway.out()).contains(shown, "=== Certificates hold until ");
            assertThat(anyway.code()).as(anyway.out()).isZero();
            assertThat(strictly.out()).contains(shown, "=== Certificates hold until ");
            assertThat(strictly.code()).as(strictly.out()).isEqualTo(code);
        }
    }

    @Test
    void requireTlsIsSaidOnlyToAServerThatIsWhoItShouldBe() throws IOException, InterruptedException {
        try (var server = ScriptedServer.start(talk -> encrypted(talk, "good").hear())) {
            ProbeRun.of(ProbeRun.send(
                    server.endpoint().port(),
                    trusting("--tls-sni=mx.example.org", "--requiretls", "--drop-after=mail", "--timeout=1")));

            assertThat(server.heard())
                    .last()
                    .asString()
                    .startsWith("MAIL FROM:<ann@example.com>")
                    .asString()
                    .endsWith(" REQUIRETLS");
        }
    }

    /** CVE-2011-0411: what a stranger says behind the go-ahead is not taken for the server's. */
    @Test
    void whatIsInjectedBehindStartTlsEndsIt() throws IOException, InterruptedException {
        try (var server = ScriptedServer.start(talk -> {
            talk.say("220 mx.example.org\r\n").hear();
            talk.say("250-mx.example.org\r\n250 STARTTLS\r\n").hear();
            talk.say("220 go ahead\r\n250 2.1.0 I am injected\r\n");
        })) {
            var run = ProbeRun.of(ProbeRun.send(server.endpoint().port()));

            assertThat(run.out()).contains("something was said in the clear behind the answer to STARTTLS");
            assertThat(run.code()).isEqualTo(29);
            assertThat(server.heard()).containsExactly("EHLO probe.example.com", "STARTTLS");
        }
    }

    @Test
    void lmtp() throws IOException, InterruptedException {
        try (var server = ScriptedServer.start(talk -> {
            talk.say("220 store.example.org LMTP\r\n").hear();
            talk.say("250-store.example.org\r\n250 SIZE\r\n").hear();
            talk.say("250 ok\r\n").hear();
            talk.say("250 ok\r\n").hear();
            talk.say("354 go ahead\r\n").hearMessage();
            talk.say("452 4.2.2 <bob@example.org> is over quota\r\n").hear();
            talk.say("221 bye\r\n");
        })) {
            var run = ProbeRun.of(ProbeRun.send(server.endpoint().port(), "--protocol", "lmtp"));

            assertThat(run.out()).contains("-> LHLO probe.example.com", "mailbox-full");
            assertThat(run.code()).isEqualTo(66);
            assertThat(server.heard()).contains("LHLO probe.example.com", "QUIT");
        }
    }

    @Test
    void overIpv6() throws IOException {
        var loopback = java.net.InetAddress.getByAddress(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1});
        try (var server = ScriptedServer.start(
                loopback, talk -> talk.say("220 mx\r\n").hear(1).say("550 5.7.1 no\r\n"))) {
            var run = ProbeRun.of(
                    "send",
                    "--from=ann@example.com",
                    "--to=bob@example.org",
                    "--server=::1",
                    "--local-interface=[::1]",
                    "--proxy-source=2001:db8::7",
                    "--port=" + server.endpoint().port());

            assertThat(run.out()).contains("port " + server.endpoint().port(), "-> PROXY TCP6 2001:db8:0:0:0:0:0:7 ");
            assertThat(run.code()).isEqualTo(22);
        }
    }

    @Test
    void anAddressThatIsNotOurs() {
        var run = ProbeRun.of(ProbeRun.send(25, "--local-interface=192.0.2.1"));

        assertThat(run.out()).contains("this machine cannot connect from 192.0.2.1", "on our own side");
        assertThat(run.code()).isEqualTo(1);
    }

    @Test
    void anAddressOfTheOtherFamily() {
        var run = ProbeRun.of(ProbeRun.send(25, "--local-interface=::1"));

        assertThat(run.out()).contains("Not tested: no server has an address of the family of --local-interface.");
        assertThat(run.code()).isEqualTo(3);
    }

    @Test
    void commandsInTheExplanationNameThePortThatWasTried() throws IOException {
        // Bound and not listening: nobody else gets the port meanwhile.
        try (var nobody = new Socket()) {
            nobody.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            int port = nobody.getLocalPort();
            var run = ProbeRun.of(ProbeRun.send(port));

            assertThat(run.out()).contains("nc -vz -w 10 127.0.0.1 " + port).doesNotContain("port 25");
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            no such file      | --tls-ca-path=/nowhere/ca           | /nowhere/ca
            no certificate    | --tls-ca-path=FOLDER/key            | there is no certificate in the file
            no key            | --tls-cert=FOLDER/certificate       | there is no private key in the file
            a spoiled key     | --tls-cert=FOLDER/certificate --tls-key=FOLDER/spoiled | between BEGIN and END in the file
            another form      | --tls-cert=FOLDER/certificate --tls-key=FOLDER/sec1    | openssl pkcs8 -topk8 -nocrypt -in
            """)
    void aFileThatCannotBeUsed(String fact, String options, String words) throws IOException {
        Files.copy(TestCertificates.key(folder, "client"), folder.resolve("key"));
        Files.copy(TestCertificates.certificate(folder, "client"), folder.resolve("certificate"));
        Files.writeString(
                folder.resolve("spoiled"), "-----BEGIN PRIVATE KEY-----\nse?ret\n-----END PRIVATE KEY-----\n");
        Files.writeString(
                folder.resolve("sec1"), "-----BEGIN EC PRIVATE KEY-----\nc2VjcmV0\n-----END EC PRIVATE KEY-----\n");

        var run = ProbeRun.of(
                ProbeRun.send(25, options.replace("FOLDER", folder.toString()).split(" ", -1)));

        assertThat(run.err()).contains(words).doesNotContain("ret\n");
        assertThat(run.code()).isEqualTo(1);
    }

    /** As {@code openssl genrsa -traditional} and older tools write it. */
    @Test
    void anRsaKeyInItsOldForm() throws Exception {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        var key = generator.generateKeyPair().getPrivate();
        var pkcs8 = key.getEncoded();
        // RFC 5208: behind 26 octets of version, kind and lengths stands what RFC 8017 has.
        var text = Base64.getEncoder().encodeToString(Arrays.copyOfRange(pkcs8, 26, pkcs8.length));
        var file = Files.writeString(
                folder.resolve("old"),
                "-----BEGIN RSA PRIVATE KEY-----\n" + text + "\n-----END RSA PRIVATE KEY-----\n");

        assertThat(new PemFile(file.toString()).key()).isEqualTo(key);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = """
            --protocol: one of                | --protocol=UUCP
            --protocol LMTP needs             | --protocol=LMTP --server=127.0.0.1
            --local-interface wants an IP     | --local-interface=eth0
            --proxy-source wants an IP        | --proxy-source=mx.example.org
            --proxy-source-port wants a number| --proxy-source=192.0.2.1 --proxy-source-port=x
            --proxy-version: 1 or 2           | --proxy-version=3 --proxy-source=192.0.2.1
            --proxy-version needs             | --proxy-version=1
            the other --proxy options go with | --proxy-dest=192.0.2.1
            --xclient wants NAME=VALUE        | --xclient=ADDR
            unknown option: --xclient-colour  | --xclient-colour
            --tls-key belongs to --tls-cert   | --tls-key=x
            --no-tls leaves nothing           | --no-tls --tls-verify
            --size wants a number: -1         | --size=-1
            --body-type: one of               | --body-type=9BIT
            --ret: FULL or HDRS               | --ret=half
            --notify: NEVER alone             | --notify=never,success
            --notify: NEVER alone             | --notify=sometimes
            unknown option: --chunking=yes    | --chunking=yes
            """)
    void isToldWhatIsWrong(String words, String options) {
        var all = Stream.concat(
                Stream.of("send", "--from=a@example.com", "--to=b@example.org"), Stream.of(options.split(" ", -1)));
        var run = ProbeRun.of(List.copyOf(all.toList()));

        assertThat(run.err()).contains("send: " + words);
        assertThat(run.code()).isEqualTo(2);
    }
}
