package whybounce.probe.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javax.net.ssl.ExtendedSSLSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import whybounce.failure.DeliveryFailure.TlsFailed;
import whybounce.probe.session.ScriptedServer.Script;
import whybounce.probe.session.ScriptedServer.Talk;
import whybounce.probe.session.TlsFault.Kind;

class TlsTest {

    private static final Tls WANTED = Tls.of("mx.example.org").trusting(TestCertificates.authority());

    private static Script startTls(String certificate) {
        return talk -> {
            plainHello(talk).hear();
            talk.say("220 go ahead\r\n");
            TestCertificates.encrypt(talk, certificate);
            talk.hear();
            talk.say("250-mx.example.org\r\n250 SIZE 1000\r\n");
        };
    }

    private static Talk plainHello(Talk talk) throws IOException {
        talk.say("220 mx.example.org\r\n").hear();
        return talk.say("250-mx.example.org\r\n250-STARTTLS\r\n250 VRFY\r\n");
    }

    @ParameterizedTest(name = "{0}, asked for {1}")
    @MethodSource("certificates")
    void everyFaultIsTold(String certificate, String name, List<Kind> faults) throws IOException {
        var wanted = Tls.of(name).trusting(TestCertificates.authority());
        try (var server = ScriptedServer.start(startTls(certificate));
                var smtp = new SmtpSession(server.endpoint(), SessionOptions.USUAL)) {
            smtp.connect();
            smtp.hello("probe.example.com");
            smtp.startTls(wanted);

            assertThat(smtp.isEncrypted()).isTrue();
            assertThat(smtp.capabilities().offers()).isEmpty();
            var report = smtp.tls().orElseThrow();
            assertThat(report.faults()).extracting(TlsFault::kind).isEqualTo(faults);
            assertThat(report.chain()).isEqualTo(TestCertificates.chain(certificate));
            assertThat(report.isVerified()).isEqualTo(faults.isEmpty());

            smtp.hello("probe.example.com");
            assertThat(smtp.capabilities().size()).hasValue(1000);
        }
    }

    @ParameterizedTest(name = "{0}, asked for {1}")
    @MethodSource("certificates")
    void strictlyAFaultEndsIt(String certificate, String name, List<Kind> faults) throws IOException {
        var wanted = Tls.of(name).trusting(TestCertificates.authority()).strictly();
        try (var server = ScriptedServer.start(startTls(certificate));
                var smtp = new SmtpSession(server.endpoint(), SessionOptions.USUAL)) {
            smtp.connect();
            smtp.hello("probe.example.com");
            if (faults.isEmpty()) {
                assertThat(smtp.startTls(wanted).code()).isEqualTo(220);
                return;
            }
            assertThatThrownBy(() -> smtp.startTls(wanted)).isInstanceOf(ConversationEnded.class);
            assertThat(smtp.verdict()).isEqualTo(Verdict.TLS_FAILED);
            assertThat(smtp.tls().orElseThrow().chain()).isNotEmpty();
        }
    }

    static Stream<Arguments> certificates() {
        return Stream.of(
                Arguments.of("good", "mx.example.org", List.of()),
                Arguments.of("good", "MX.Example.ORG.", List.of()),
                Arguments.of("good", "a.wild.example.org", List.of()),
                Arguments.of("good", "127.0.0.1", List.of()),
                Arguments.of("good", "a.b.wild.example.org", List.of(Kind.WRONG_NAME)),
                Arguments.of("good", "wild.example.org", List.of(Kind.WRONG_NAME)),
                Arguments.of("good", "mx.example.net", List.of(Kind.WRONG_NAME)),
                Arguments.of("nameless", "nameless", List.of(Kind.WRONG_NAME)),
                Arguments.of("expired", "mx.example.org", List.of(Kind.EXPIRED)),
                Arguments.of("expired", "mx.example.net", List.of(Kind.WRONG_NAME, Kind.EXPIRED)),
                Arguments.of("self-signed", "mx.example.org", List.of(Kind.SELF_SIGNED)));
    }

    @Test
    void theUsualAuthoritiesDoNotVouchForOurs() throws IOException {
        try (var server = ScriptedServer.start(startTls("good"));
                var smtp = new SmtpSession(server.endpoint(), SessionOptions.USUAL)) {
            smtp.connect();
            smtp.hello("probe.example.com");
            smtp.startTls(Tls.of("mx.example.org"));

            assertThat(smtp.tls().orElseThrow().faults())
                    .extracting(TlsFault::kind)
                    .containsExactly(Kind.UNKNOWN_ISSUER);
        }
    }

    @Test
    void fromTheFirstByteWithNameAndCertificate() throws IOException, InterruptedException {
        var asked = new AtomicReference<String>();
        Script script = talk -> {
            var tls = TestCertificates.encrypt(talk, "good");
            var session = (ExtendedSSLSession) tls.getSession();
            asked.set(session.getRequestedServerNames().getFirst() + " " + session.getPeerPrincipal());
            talk.say("220 mx.example.org\r\n").hear();
            talk.say("221 bye\r\n");
        };
        var options = SessionOptions.USUAL.with(WANTED.with(TestCertificates.client()));
        try (var server = ScriptedServer.start(script);
                var smtp = new SmtpSession(server.endpoint(), options)) {
            assertThat(smtp.connect().code()).isEqualTo(220);
            assertThat(smtp.quit().orElseThrow().code()).isEqualTo(221);
            assertThat(server.heard()).containsExactly("QUIT");
            assertThat(asked.get()).isEqualTo("type=host_name (0), value=mx.example.org CN=client");
        }
    }

    @Test
    void whatIsSaidUnaskedIsNoticedInEncryptionToo() throws IOException {
        Script script = talk -> {
            TestCertificates.encrypt(talk, "good");
            talk.say("220 mx.example.org\r\n250 and this\r\n");
        };
        try (var server = ScriptedServer.start(script);
                var smtp = new SmtpSession(server.endpoint(), SessionOptions.USUAL.with(WANTED))) {
            smtp.connect();
            assertThatThrownBy(() -> smtp.hello("probe.example.com")).isInstanceOf(ConversationEnded.class);
            assertThat(smtp.verdict()).isEqualTo(Verdict.PROTOCOL_VIOLATION);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("handshakes")
    void aHandshakeThatFailsIsToldInWords(String fact, Script afterGoAhead, Verdict verdict, String words)
            throws IOException {
        Script script = talk -> {
            plainHello(talk).hear();
            talk.say("220 go ahead\r\n");
            afterGoAhead.play(talk);
        };
        var patience = new Patience(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(2));
        try (var server = ScriptedServer.start(script);
                var smtp = new SmtpSession(server.endpoint(), SessionOptions.USUAL.with(patience))) {
            smtp.connect();
            smtp.hello("probe.example.com");

            assertThatThrownBy(() -> smtp.startTls(WANTED)).isInstanceOf(ConversationEnded.class);

            assertThat(smtp.verdict()).isEqualTo(verdict);
            assertThat(smtp.failure().orElseThrow())
                    .isInstanceOfSatisfying(
                            TlsFailed.class,
                            failed -> assertThat(failed.detail()).isEqualTo(words));
            assertThat(smtp.tls().orElseThrow().agreed()).isEmpty();
        }
    }

    static Stream<Arguments> handshakes() {
        return Stream.of(
                Arguments.of(
                        "no TLS",
                        (Script) talk -> talk.hearOctets(5).say("250 what do you mean?\r\n"),
                        Verdict.TLS_FAILED,
                        "what the server sent is no TLS"),
                Arguments.of(
                        "closed",
                        (Script) talk -> talk.hearOctets(5).close(),
                        Verdict.TLS_FAILED,
                        "the server closed the connection in the handshake"),
                Arguments.of(
                        "silence", (Script) talk -> {}, Verdict.TLS_FAILED, "the server fell silent in the handshake"),
                Arguments.of(
                        "an alert",
                        (Script) talk -> talk.hearOctets(5).say("\u0015\u0003\u0003\0\u0002\u0002("),
                        Verdict.TLS_FAILED,
                        "the server ended the handshake: handshake_failure"),
                Arguments.of(
                        "a byte now and then",
                        (Script) talk -> {
                            talk.hearOctets(5).say("\u0016\u0003\u0003@\0");
                            for (int i = 0; i < 12; i++) {
                                talk.say("x").pause(300);
                            }
                        },
                        Verdict.TARPIT,
                        "the time for the conversation was over in the handshake"));
    }
}
