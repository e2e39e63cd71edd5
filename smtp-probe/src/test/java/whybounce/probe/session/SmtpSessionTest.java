package whybounce.probe.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import whybounce.failure.DeliveryFailure.LocalRefusal;
import whybounce.failure.DeliveryFailure.Refused;
import whybounce.failure.DeliveryFailure.Unreachable;
import whybounce.failure.OriginalRecipient;
import whybounce.failure.Peer;
import whybounce.failure.Stage;
import whybounce.probe.session.MailParameters.Body;
import whybounce.probe.session.MailParameters.Ret;
import whybounce.probe.session.RcptParameters.Notify;
import whybounce.probe.session.ScriptedServer.Script;
import whybounce.probe.session.ScriptedServer.Talk;
import whybounce.probe.session.SessionOptions.Protocol;
import whybounce.reply.SmtpReply;

class SmtpSessionTest {

    private static final Patience SHORT =
            new Patience(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(3));

    /** Greets, and says yes to whatever comes. */
    private static final Script FRIENDLY = talk -> {
        talk.say("220 mx.example.org\r\n");
        for (var line = talk.hear(); !line.isEmpty(); line = talk.hear()) {
            answer(talk, line);
        }
    };

    private static void answer(Talk talk, String line) throws IOException {
        if (line.equals("DATA")) {
            talk.say("354 go ahead\r\n").hearMessage().say("250 2.0.0 queued\r\n");
        } else if (line.startsWith("BDAT")) {
            talk.hearOctets(Integer.parseInt(line.substring(5).replace(" LAST", "")))
                    .say("250 2.0.0 ok\r\n");
        } else {
            talk.say("250 ok\r\n");
        }
    }

    interface Said {
        void to(SmtpSession smtp) throws IOException;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("commands")
    void isSaid(String fact, Said said, List<String> lines) throws IOException, InterruptedException {
        try (var server = ScriptedServer.start(FRIENDLY);
                var smtp = new SmtpSession(server.endpoint(), SessionOptions.USUAL)) {
            smtp.connect();
            said.to(smtp);
            smtp.drop();

            assertThat(smtp.verdict()).isEqualTo(Verdict.ACCEPTED);
            assertThat(smtp.failure()).isEmpty();
            assertThat(server.heard()).isEqualTo(lines);
        }
    }

    static Stream<Arguments> commands() {
        var all = MailParameters.NONE
                .withSize(1234)
                .with(Body.EIGHT_BIT)
                .withUtf8()
                .with(Ret.HDRS)
                .withEnvid("a+b=c d")
                .withRequireTls();
        var reports = RcptParameters.NONE
                .with(Set.of(Notify.DELAY, Notify.FAILURE))
                .with(new OriginalRecipient("rfc822", "bob+x@example.org"));
        return Stream.of(
                said("EHLO", smtp -> smtp.hello("probe.example.com"), "EHLO probe.example.com"),
                said("HELO", smtp -> smtp.helo("probe.example.com"), "HELO probe.example.com"),
                said("MAIL", smtp -> smtp.mail("ann@example.com", MailParameters.NONE), "MAIL FROM:<ann@example.com>"),
                said("the null sender", smtp -> smtp.mail("", MailParameters.NONE), "MAIL FROM:<>"),
                said(
                        "MAIL with everything",
                        smtp -> smtp.mail("änn@example.com", all),
                        "MAIL FROM:<\u00c3\u00a4nn@example.com> SIZE=1234 BODY=8BITMIME SMTPUTF8 RET=HDRS"
                                + " ENVID=a+2Bb+3Dc+20d REQUIRETLS"),
                said(
                        "RCPT with everything",
                        smtp -> smtp.rcpt("bob@example.org", reports),
                        "RCPT TO:<bob@example.org> NOTIFY=FAILURE,DELAY ORCPT=rfc822;bob+2Bx@example.org"),
                said(
                        "a quoted address",
                        smtp -> smtp.rcpt("\"a > \\\" b\"@example.org", RcptParameters.NONE),
                        "RCPT TO:<\"a > \\\" b\"@example.org>"),
                said("VRFY", smtp -> smtp.vrfy("Bob Example"), "VRFY Bob Example"),
                said("NOOP and RSET", SmtpSessionTest::noopAndRset, "NOOP", "RSET"),
                said("QUIT", SmtpSession::quit, "QUIT"),
                said("XCLIENT", smtp -> smtp.xclient(Map.of("NAME", "a b")), "XCLIENT NAME=a+20b"));
    }

    private static void noopAndRset(SmtpSession smtp) throws IOException {
        smtp.noop();
        smtp.rset();
    }

    private static Arguments said(String fact, Said said, String... lines) {
        return Arguments.of(fact, said, List.of(lines));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("messages")
    void dataEndsWithADotAndNothingElseDoes(String fact, String message, String lines)
            throws IOException, InterruptedException {
        try (var server = ScriptedServer.start(FRIENDLY);
                var smtp = new SmtpSession(server.endpoint(), SessionOptions.USUAL)) {
            smtp.connect();
            assertThat(smtp.data(octets(message)).code()).isEqualTo(250);
            smtp.drop();

            assertThat(String.join("|", server.heard())).isEqualTo(lines);
        }
    }

    static Stream<Arguments> messages() {
        return Stream.of(
                Arguments.of("lines", "a\r\nb\r\n", "DATA|a|b|."),
                Arguments.of("no end of line", "a", "DATA|a|."),
                Arguments.of("nothing", "", "DATA|."),
                Arguments.of("an empty line", "\r\n", "DATA||."),
                Arguments.of("dots", ".\r\n..\r\n.a\r\na.\r\n", "DATA|..|...|..a|a.|."),
                Arguments.of("bare LF", "a\n.\nb\n", "DATA|a|..|b|."),
                Arguments.of("bare CR", "a\r.\rb\r", "DATA|a|..|b|."),
                Arguments.of("a smuggled end", "a\n.\r\nMAIL FROM:<x>\r\n", "DATA|a|..|MAIL FROM:<x>|."),
                Arguments.of("two CR", "a\r\r\nb", "DATA|a||b|."),
                Arguments.of(
                        "a dot behind a long line",
                        "x".repeat(16_383) + "\r\n.y\r\n",
                        "DATA|" + "x".repeat(16_383) + "|..y|."));
    }

    @Test
    void chunksAreSentAsTheyAre() throws IOException, InterruptedException {
        try (var server = ScriptedServer.start(FRIENDLY);
                var smtp = new SmtpSession(server.endpoint(), SessionOptions.USUAL)) {
            smtp.connect();
            assertThat(smtp.bdat(octets(".\r\nab\n.\n"), 4).getLast().code()).isEqualTo(250);
            assertThat(smtp.bdat(octets("")).code()).isEqualTo(250);
            smtp.drop();

            assertThat(server.heard()).containsExactly("BDAT 4", ".\r\na", "BDAT 4 LAST", "b\n.\n", "BDAT 0 LAST", "");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bob@example.org>\r\nRSET",
                "bob@example.org\n",
                "bob\0@example.org",
                "bob@example.org> NOTIFY=NEVER",
                "bob @example.org",
                "<bob@example.org",
                "\"bob@example.org",
                "b\u0085ob@example.org",
                "b\u00f6b@example.org"
            })
    void anArgumentIsNoCommand(String recipient) throws IOException, InterruptedException {
        try (var server = ScriptedServer.start(FRIENDLY);
                var smtp = new SmtpSession(server.endpoint(), SessionOptions.USUAL)) {
            smtp.connect();
            assertThatThrownBy(() -> smtp.rcpt(recipient, RcptParameters.NONE))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("the recipient ");
            assertThatThrownBy(() -> smtp.hello("probe\r\nMAIL")).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> smtp.hello("two words")).isInstanceOf(IllegalArgumentException.class);
            assertThat(smtp.isOpen()).isTrue();
            smtp.drop();
            assertThat(server.heard()).isEmpty();
        }
    }

    @Test
    void heloIsSaidToAServerThatDoesNotKnowEhlo() throws IOException, InterruptedException {
        Script script = talk -> {
            talk.say("220 mx.example.org\r\n").hear();
            talk.say("502 5.5.1 what?\r\n").hear();
            talk.say("250 mx.example.org\r\n");
        };
        try (var server = ScriptedServer.start(script);
                var smtp = new SmtpSession(server.endpoint(), SessionOptions.USUAL)) {
            smtp.connect();
            assertThat(smtp.hello("probe.example.com").code()).isEqualTo(250);
            assertThat(smtp.capabilities()).isEqualTo(Capabilities.NONE);
            smtp.drop();
            assertThat(server.heard()).containsExactly("EHLO probe.example.com", "HELO probe.example.com");
        }
    }

    @Test
    void lmtpAnswersForEachAcceptedRecipient() throws IOException, InterruptedException {
        Script script = talk -> {
            talk.say("220 mx.example.org\r\n").hear();
            talk.say("250 mx.example.org\r\n").hear();
            talk.say("250 ok\r\n").hear();
            talk.say("250 ok\r\n").hear();
            talk.say("550 5.1.1 nobody\r\n").hear();
            talk.say("250 ok\r\n").hear();
            talk.say("354 go ahead\r\n").hearMessage();
            talk.say("250 2.0.0 kept\r\n452 4.2.2 full\r\n");
        };
        try (var server = ScriptedServer.start(script);
                var smtp = new SmtpSession(server.endpoint(), SessionOptions.USUAL.with(Protocol.LMTP))) {
            smtp.connect();
            smtp.hello("probe.example.com");
            smtp.mail("ann@example.com", MailParameters.NONE);
            smtp.rcpt("one@example.org", RcptParameters.NONE);
            smtp.rcpt("none@example.org", RcptParameters.NONE);
            smtp.rcpt("two@example.org", RcptParameters.NONE);

            assertThat(smtp.dataForEach(octets("hi")))
                    .extracting(SmtpReply::code)
                    .containsExactly(250, 452);
            smtp.drop();
            assertThat(server.heard()).first().isEqualTo("LHLO probe.example.com");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("proxies")
    void aProxySpeaksFirst(String fact, ProxyHeader header, String hex) throws IOException, InterruptedException {
        var octets = new String(HexFormat.of().parseHex(hex.replace(" ", "")), StandardCharsets.ISO_8859_1);
        Script script = talk -> talk.hearOctets(octets.length()).say("220 mx.example.org\r\n");
        try (var server = ScriptedServer.start(script);
                var smtp = new SmtpSession(server.endpoint(), SessionOptions.USUAL.with(header))) {
            assertThat(smtp.connect().code()).isEqualTo(220);
            smtp.drop();
            assertThat(server.heard()).containsExactly(octets);
        }
    }

    static Stream<Arguments> proxies() {
        var client = new InetSocketAddress("192.0.2.1", 4660);
        var server = new InetSocketAddress("192.0.2.2", 25);
        var client6 = new InetSocketAddress("2001:db8::1", 1);
        var server6 = new InetSocketAddress("2001:db8::2", 25);
        var text = "PROXY TCP4 192.0.2.1 192.0.2.2 4660 25\r\n".getBytes(StandardCharsets.US_ASCII);
        var signature = "0d0a0d0a000d0a515549540a ";
        return Stream.of(
                Arguments.of(
                        "version 1",
                        ProxyHeader.version1(client, server),
                        HexFormat.of().formatHex(text)),
                Arguments.of(
                        "version 2",
                        ProxyHeader.version2(client, server),
                        signature + "2111 000c c0000201 c0000202 1234 0019"),
                Arguments.of(
                        "version 2 over IPv6",
                        ProxyHeader.version2(client6, server6),
                        signature + "2121 0024 20010db8000000000000000000000001"
                                + " 20010db8000000000000000000000002 0001 0019"));
    }

    @Test
    void theAddressToConnectFromMayBeChosen() throws IOException, InterruptedException {
        Script script = talk -> talk.say("220 " + talk.client().getInetAddress().getHostAddress() + "\r\n");
        try (var server = ScriptedServer.start(script);
                var smtp = new SmtpSession(
                        server.endpoint(), SessionOptions.USUAL.from(new InetSocketAddress("127.0.0.9", 0)))) {
            assertThat(smtp.connect().text()).isEqualTo("127.0.0.9");
        }
    }

    @Test
    void ipv6() throws IOException {
        var loopback = new byte[16];
        loopback[15] = 1;
        try (var server = ScriptedServer.start(InetAddress.getByAddress(loopback), FRIENDLY);
                var smtp = new SmtpSession(server.endpoint(), SessionOptions.USUAL)) {
            assertThat(smtp.connect().code()).isEqualTo(220);
        }
    }

    @Test
    void nobodyThere() throws IOException {
        // Bound and not listening: nobody else gets the port meanwhile.
        try (var nobody = new Socket();
                var smtp = new SmtpSession(unanswered(nobody), SessionOptions.USUAL)) {
            assertThatThrownBy(smtp::connect)
                    .isInstanceOf(ConversationEnded.class)
                    .hasMessage("nobody listens at mx.example.org [127.0.0.1] port " + nobody.getLocalPort());
            assertThat(smtp.failure()).contains(new Unreachable(Unreachable.Why.REFUSED));
            assertThat(smtp.verdict()).isEqualTo(Verdict.UNREACHABLE);
            assertThatThrownBy(smtp::noop).isInstanceOf(ConversationEnded.class);
        }
    }

    private static Endpoint unanswered(Socket nobody) throws IOException {
        nobody.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        return new Endpoint("mx.example.org", InetAddress.getLoopbackAddress(), nobody.getLocalPort(), Peer.Role.MX);
    }

    /** A server may refuse a message before it has all of it; then it counts, and nothing more is sent. */
    @Test
    void aRefusalInTheMiddleOfTheMessage() throws IOException {
        Script script = talk -> {
            talk.say("220 mx.example.org\r\n").hear();
            talk.say("354 go ahead\r\n").hearOctets(100_000).say("552 5.3.4 too big\r\n");
        };
        try (var server = ScriptedServer.start(script);
                var smtp = new SmtpSession(server.endpoint(), SessionOptions.USUAL.with(SHORT))) {
            smtp.connect();
            assertThat(smtp.data(endless()).code()).isEqualTo(552);
            assertThat(smtp.failure().orElseThrow())
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.stage()).isEqualTo(Stage.END_OF_DATA));
            assertThat(smtp.isOpen()).isFalse();
            assertThatThrownBy(smtp::rset).isInstanceOf(ConversationEnded.class);
        }
    }

    /** Writing knows no time-out, so somebody else has to watch the time. */
    @Test
    void aServerThatDoesNotRead() throws IOException {
        Script script = talk -> {
            talk.say("220 mx.example.org\r\n").hear();
            talk.say("354 go ahead\r\n").pause(6_000);
        };
        long begun = System.nanoTime();
        try (var server = ScriptedServer.start(script);
                var smtp = new SmtpSession(server.endpoint(), SessionOptions.USUAL.with(SHORT))) {
            smtp.connect();
            assertThatThrownBy(() -> smtp.data(endless())).isInstanceOf(ConversationEnded.class);
            assertThat(smtp.verdict()).isEqualTo(Verdict.TARPIT);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
        }
    }

    private static InputStream endless() {
        return new InputStream() {
            @Override
            public int read() {
                return 'x';
            }

            @Override
            public int read(byte[] buffer, int from, int length) {
                for (int at = from; at < from + length; at++) {
                    buffer[at] = (byte) (at % 70 == 0 ? '\n' : 'x');
                }
                return length;
            }
        };
    }

    /** Half a message must not look like a whole one. */
    @Test
    void aMessageThatCannotBeReadDoesNotEnd() throws IOException, InterruptedException {
        var broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("disk on fire");
            }

            @Override
            public int read(byte[] buffer, int from, int length) throws IOException {
                return read();
            }
        };
        Script script = talk -> {
            talk.say("220 mx.example.org\r\n").hear();
            talk.say("354 go ahead\r\n").hearMessage();
        };
        try (var server = ScriptedServer.start(script);
                var smtp = new SmtpSession(server.endpoint(), SessionOptions.USUAL)) {
            smtp.connect();
            assertThatThrownBy(() -> smtp.data(broken)).hasMessage("the message cannot be read: disk on fire");
            assertThat(smtp.failure().orElseThrow()).isInstanceOf(LocalRefusal.class);
            assertThat(server.heard()).containsExactly("DATA");
        }
    }

    @Test
    void goodbyeDoesNotChangeWhatCame() throws IOException {
        Script script = talk -> {
            talk.say("220 mx.example.org\r\n").hear();
            talk.say("550 5.7.1 no\r\n").hear();
            talk.close();
        };
        try (var server = ScriptedServer.start(script);
                var smtp = new SmtpSession(server.endpoint(), SessionOptions.USUAL)) {
            smtp.connect();
            smtp.mail("ann@example.com", MailParameters.NONE);
            assertThat(smtp.quit()).isEmpty();
            assertThat(smtp.verdict()).isEqualTo(Verdict.REJECTED);
            assertThat(smtp.failure().orElseThrow()).isInstanceOf(Refused.class);
        }
    }

    @Test
    void whatIsOfferedIsReadHoweverItLooks() {
        var offered = Capabilities.of(SmtpReply.of(
                250,
                "mx.example.org at your service",
                "size 35882577",
                "AUTH PLAIN  login",
                "AUTH=CRAM-MD5",
                "",
                "-X",
                "8BITMIME",
                "=?",
                "X-Thing a=b"));

        assertThat(offered.greeting()).isEqualTo("mx.example.org at your service");
        assertThat(offered.size()).hasValue(35_882_577);
        assertThat(offered.mechanisms()).containsExactly("PLAIN", "LOGIN", "CRAM-MD5");
        assertThat(offered.offers("8bitmime")).isTrue();
        assertThat(offered.offers("STARTTLS")).isFalse();
        assertThat(offered.offers().stream().filter(Capabilities.Offer::isMalformed))
                .extracting(Capabilities.Offer::keyword)
                .containsExactly("AUTH=CRAM-MD5", "", "-X", "=?");
    }

    private static InputStream octets(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
