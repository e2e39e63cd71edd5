package whybounce.probe.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import whybounce.failure.DeliveryFailure.LocalRefusal;
import whybounce.failure.DeliveryFailure.Refused;
import whybounce.failure.Stage;
import whybounce.probe.session.SaslExchange.SaslMistrust;
import whybounce.probe.session.ScriptedServer.Script;

class AuthenticationTest {

    private static final Secret SECRET = Secret.of("tanstaaftanstaaf");
    private static final SessionOptions CLEAR = SessionOptions.USUAL.withAuthInClear();

    @ParameterizedTest(name = "{0}")
    @MethodSource("mechanisms")
    void isSaid(String fact, Credentials who, List<String> challenges, List<String> said)
            throws IOException, InterruptedException {
        try (var server = ScriptedServer.start(asking(challenges, "235 2.7.0 welcome\r\n"));
                var smtp = new SmtpSession(server.endpoint(), CLEAR)) {
            smtp.connect();

            assertThat(smtp.auth(who).code()).isEqualTo(235);
            smtp.drop();
            assertThat(server.heard()).isEqualTo(said);
        }
    }

    static Stream<Arguments> mechanisms() {
        return Stream.of(
                // RFC 4616 section 4.
                Arguments.of(
                        "PLAIN",
                        new Credentials.Plain("tim", SECRET),
                        List.of(),
                        List.of("AUTH PLAIN " + base64("\0tim\0tanstaaftanstaaf"))),
                Arguments.of(
                        "PLAIN, asked again",
                        new Credentials.Plain("tim", SECRET),
                        List.of(""),
                        List.of("AUTH PLAIN " + base64("\0tim\0tanstaaftanstaaf"), base64("\0tim\0tanstaaftanstaaf"))),
                Arguments.of(
                        "LOGIN",
                        new Credentials.Login("tim", SECRET),
                        List.of("User Name\0", "Password\0"),
                        List.of("AUTH LOGIN", base64("tim"), base64("tanstaaftanstaaf"))),
                // RFC 2195 section 2.
                Arguments.of(
                        "CRAM-MD5",
                        new Credentials.CramMd5("tim", SECRET),
                        List.of("<1896.697170952@postoffice.reston.mci.net>"),
                        List.of("AUTH CRAM-MD5", base64("tim b913a602c7eda7a495b4e6e7334d3890"))),
                Arguments.of(
                        "XOAUTH2",
                        new Credentials.Xoauth2("tim@example.org", Secret.of("ya29.token")),
                        List.of(),
                        List.of("AUTH XOAUTH2 " + base64("user=tim@example.org\1auth=Bearer ya29.token\1\1"))));
    }

    private static Script asking(List<String> challenges, String end) {
        return talk -> {
            talk.say("220 mx.example.org\r\n").hear();
            for (var challenge : challenges) {
                talk.say("334 " + base64(challenge) + "\r\n").hear();
            }
            talk.say(end);
        };
    }

    /** The example of RFC 7677 section 3. */
    @Test
    void scramIsThatOfTheStandard() throws SaslMistrust {
        var scram = new ScramExchange(new Credentials.ScramSha256("user", Secret.of("pencil")), "rOprNGfwEbeRWgbNEkqO");

        assertThat(text(scram.first().orElseThrow())).isEqualTo("n,,n=user,r=rOprNGfwEbeRWgbNEkqO");
        assertThat(text(scram.answer(octets("r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,"
                        + "s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096"))))
                .isEqualTo("c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,"
                        + "p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=");
        assertThat(scram.isSatisfied()).isFalse();
        assertThat(scram.answer(octets("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=")))
                .isEmpty();
        assertThat(scram.isSatisfied()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("impostors")
    void scramTrustsNobodyWhoDoesNotKnowThePassword(List<String> challenges, String words) throws IOException {
        try (var server = ScriptedServer.start(asking(challenges, "235 2.7.0 welcome\r\n"));
                var smtp = new SmtpSession(server.endpoint(), CLEAR)) {
            smtp.connect();

            assertThatThrownBy(() -> smtp.auth(new Credentials.ScramSha256("user", SECRET)))
                    .hasMessage(words);
            assertThat(smtp.verdict()).isEqualTo(Verdict.OURS);
            assertThat(smtp.failure().orElseThrow()).isInstanceOf(LocalRefusal.class);
        }
    }

    static Stream<Arguments> impostors() {
        return Stream.of(
                Arguments.of(List.of(), "the server did not prove that it knows the password"),
                Arguments.of(List.of("r=other,s=W22Z,i=4096"), "the server's nonce does not continue ours"),
                Arguments.of(List.of("s=W22Z"), "the server's message lacks r="));
    }

    @Test
    void aRefusedTokenIsExplainedByTheServer() throws IOException, InterruptedException {
        var why = "{\"status\":\"400\",\"scope\":\"https://mail.example.org/\"}";
        var told = new ArrayList<Entry>();
        var script = asking(List.of(why), "535 5.7.8 Username and Password not accepted\r\n");
        try (var server = ScriptedServer.start(script);
                var smtp = new SmtpSession(server.endpoint(), CLEAR.with(told::add))) {
            smtp.connect();
            smtp.auth(new Credentials.Xoauth2("tim@example.org", Secret.of("ya29.token")));

            assertThat(smtp.failure().orElseThrow())
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.stage()).isEqualTo(Stage.AUTH));
            smtp.drop();
            assertThat(server.heard()).last().isEqualTo("");
            assertThat(told.toString()).contains(base64(why));
        }
    }

    @Test
    void nothingIsSentWithoutEncryptionUnlessAsked() throws IOException, InterruptedException {
        try (var server = ScriptedServer.start(talk -> talk.say("220 mx.example.org\r\n"));
                var smtp = new SmtpSession(server.endpoint(), SessionOptions.USUAL)) {
            smtp.connect();

            assertThatThrownBy(() -> smtp.auth(new Credentials.Plain("tim", SECRET)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("without encryption");
            smtp.drop();
            assertThat(server.heard()).isEmpty();
        }
    }

    /** Neither what we say, nor challenges, nor a server that repeats what it was told. */
    @ParameterizedTest
    @MethodSource("secretive")
    void noSecretIsTold(Credentials who, List<String> challenges) throws IOException {
        var told = new ArrayList<Entry>();
        var secret = who.secret().value();
        var echo = "535-5.7.8 wrong: " + base64("\0tim\0" + secret) + "\r\n535 5.7.8 wrong: " + secret + "\r\n";
        try (var server = ScriptedServer.start(asking(challenges, echo));
                var smtp = new SmtpSession(server.endpoint(), CLEAR.with(told::add))) {
            smtp.connect();
            var reply = smtp.auth(who);

            assertThat(reply.code()).isEqualTo(535);
            var all = told.toString() + reply + smtp.failure() + who;
            assertThat(all).doesNotContain(secret, base64(secret), base64("<challenge>"), "334 " + base64("Password:"));
        }
    }

    static Stream<Arguments> secretive() {
        return Stream.of(
                Arguments.of(new Credentials.Plain("tim", SECRET), List.of()),
                Arguments.of(new Credentials.Login("tim", SECRET), List.of("Username:", "Password:")),
                Arguments.of(new Credentials.CramMd5("tim", SECRET), List.of("<challenge>")));
    }

    @Test
    void aChallengeThatIsNoneIsCancelled() throws IOException, InterruptedException {
        Script script = talk -> {
            talk.say("220 mx.example.org\r\n").hear();
            talk.say("334 !!!\r\n").hear();
            talk.say("501 5.5.2 cancelled\r\n");
        };
        try (var server = ScriptedServer.start(script);
                var smtp = new SmtpSession(server.endpoint(), CLEAR)) {
            smtp.connect();

            assertThat(smtp.auth(new Credentials.CramMd5("tim", SECRET)).code()).isEqualTo(501);
            smtp.drop();
            assertThat(server.heard()).containsExactly("AUTH CRAM-MD5", "*");
        }
    }

    @Test
    void aServerThatAsksWithoutEndIsLeft() throws IOException {
        Script script = talk -> {
            talk.say("220 mx.example.org\r\n");
            for (var line = talk.hear(); !line.isEmpty(); line = talk.hear()) {
                talk.say("334 \r\n");
            }
        };
        try (var server = ScriptedServer.start(script);
                var smtp = new SmtpSession(server.endpoint(), CLEAR)) {
            smtp.connect();
            assertThatThrownBy(() -> smtp.auth(new Credentials.Login("tim", SECRET)))
                    .hasMessage("the server asks without end");
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(octets(text));
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] octets) {
        return new String(octets, StandardCharsets.UTF_8);
    }
}
