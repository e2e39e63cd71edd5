package whybounce.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import whybounce.probe.session.TestCertificates;

/** {@code send} from its arguments to the log of a real Postfix. */
@Timeout(120)
class PostfixTest {

    private static OwnPostfix postfix;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        postfix = OwnPostfix.start();
    }

    @AfterAll
    static void stop() {
        postfix.close();
    }

    private static ProbeRun send(int port, String... more) {
        var arguments = new ArrayList<>(List.of(
                "send",
                "--from=ann@example.com",
                "--to=bob@example.org",
                "--server=127.0.0.1",
                "--port=" + port,
                "--helo=probe.example.com",
                "--timeout=20"));
        Stream.of(more).forEach(arguments::add);
        if (Stream.of(more).anyMatch(option -> option.startsWith("--to="))) {
            arguments.remove("--to=bob@example.org");
        }
        return ProbeRun.of(arguments);
    }

    static Stream<Arguments> options() {
        return Stream.of(
                row("plainly", "", "-> DATA", "<- 250 2.0.0 Ok: queued as"),
                row("at once", "--pipeline", "-> DATA", "<- 250 2.0.0 Ok: queued as"),
                row("in a chunk", "--chunking", "-> BDAT ", " bytes queued as"),
                row("by HELO", "--protocol SMTP", "-> HELO probe.example.com", "-> MAIL FROM:<ann@example.com>\n"),
                row(
                        "with reports asked for",
                        "--notify success,delay --ret hdrs --envid a+b --orcpt bob@example.net",
                        "RET=HDRS ENVID=a+2Bb\n",
                        "NOTIFY=SUCCESS,DELAY ORCPT=rfc822;bob@example.net\n"),
                row("as 7BIT", "--body-type 7bit", " BODY=7BIT\n"),
                row("with SMTPUTF8", "--smtputf8", " SMTPUTF8\n"),
                row("from another address of ours", "--local-interface 127.0.0.9", "=== Connected from 127.0.0.9 "),
                row(
                        "for a client",
                        "--xclient-addr 192.0.2.7 --xclient-name mail.example.net --xclient-helo=away.example.net",
                        "-> XCLIENT ADDR=192.0.2.7 NAME=mail.example.net HELO=away.example.net"),
                row("for a client, in one", "--xclient=ADDR=192.0.2.8", "-> XCLIENT ADDR=192.0.2.8"));
    }

    private static Arguments row(String fact, String options, String... shown) {
        return Arguments.of(fact, options.isEmpty() ? List.of() : List.of(options.split(" ", -1)), List.of(shown));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("options")
    void takesTheMessage(String fact, List<String> options, List<String> shown) {
        var clear = Stream.concat(Stream.of("--no-tls"), options.stream());

        var run = send(postfix.plain(), clear.toArray(String[]::new));

        assertThat(run.out()).contains(shown);
        assertThat(run.code()).as(run.out() + run.err()).isZero();
    }

    @Test
    void believesWhomWeSpeakFor() throws IOException {
        send(postfix.plain(), "--no-tls", "--xclient-addr", "192.0.2.99", "--quit-after", "rcpt");
        send(postfix.behindProxy(), "--no-tls", "--proxy-source", "192.0.2.101", "--quit-after", "rcpt");
        var run = send(
                postfix.behindProxy(),
                "--no-tls",
                "--proxy-version=2",
                "--proxy-source=192.0.2.102",
                "--proxy-source-port=4711",
                "--quit-after=rcpt");

        assertThat(run.out()).contains("-> (a PROXY header of version 2, 28 octets)");
        assertThat(run.code()).isZero();
        assertThat(postfix.log()).contains("[192.0.2.99]", "[192.0.2.101]", "[192.0.2.102]");
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                refusal("nobody of that name", 24, "--to=nobody@example.org", "recipient-unknown"),
                refusal("greylisted", 64, "--to=later@example.org", "greylisted"),
                refusal("a policy", 24, "--to=lines@example.org", "550 5.7.1"),
                refusal("not for us", 24, "--to=bob@example.net", "Relay access denied"),
                refusal("too large by its own word", 23, "--size=99999999", "message-too-large"),
                refusal("a bad attribute", 22, "--xclient-addr=here", "501 5.5.4 Bad ADDR syntax"),
                refusal("no LMTP", 22, "--protocol=LMTP", "-> LHLO probe.example.com"),
                refusal("BINARYMIME is not offered", 3, "--body-type=binarymime", "does not offer BINARYMIME"),
                refusal("REQUIRETLS is not offered", 29, "--requiretls", "nobody known vouches"));
    }

    private static Arguments refusal(String fact, int code, String option, String shown) {
        return Arguments.of(fact, code, option, shown);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void refuses(String fact, int code, String option, String shown) {
        var run = send(postfix.plain(), option);

        assertThat(run.out()).contains(shown);
        assertThat(run.code()).as(run.out()).isEqualTo(code);
    }

    @Test
    void isAskedForARecipient() {
        var run = send(postfix.plain(), "--quit-after=vrfy");

        assertThat(run.out()).contains("~> VRFY bob@example.org", "<~ 252 2.0.0 bob@example.org", "Nothing was sent.");
        assertThat(run.code()).isZero();
    }

    @Test
    void knowsUsByOurCertificate(@TempDir Path folder) throws IOException {
        var ours = List.of(
                "--tls-sni=mx.example.org",
                "--tls-verify",
                "--tls-ca-path=" + TestCertificates.certificate(folder, "ca"),
                "--tls-cert=" + TestCertificates.certificate(folder, "client"),
                "--tls-key=" + TestCertificates.key(folder, "client"));
        var byStartTls = send(postfix.plain(), ours.toArray(String[]::new));
        var fromTheFirstByte = send(
                postfix.wrapped(),
                Stream.concat(Stream.of("--tls-on-connect"), ours.stream()).toArray(String[]::new));

        assertThat(byStartTls.out())
                .contains("=== Encrypted: TLSv1.3", "-> STARTTLS")
                .doesNotContain("Not verified");
        assertThat(byStartTls.code()).as(byStartTls.out()).isZero();
        assertThat(fromTheFirstByte.code()).as(fromTheFirstByte.out()).isZero();
        assertThat(postfix.log()).contains("Trusted TLS connection established from localhost[127.0.0.1]: TLSv1.3");
    }
}
