package whybounce.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import whybounce.probe.session.ScriptedServer;
import whybounce.probe.session.TestCertificates;

/** {@code send --dkim-key}; that the signatures hold is SignerTest's. */
class SigningTest {

    @TempDir
    private Path folder;

    private Path key(String kind) throws IOException, GeneralSecurityException {
        var key = KeyPairGenerator.getInstance(kind).generateKeyPair().getPrivate();
        var text = Base64.getMimeEncoder().encodeToString(key.getEncoded());
        return Files.writeString(
                folder.resolve(kind), "-----BEGIN PRIVATE KEY-----\n" + text + "\n-----END PRIVATE KEY-----\n");
    }

    private static List<String> signed(int port, Path key, String... more) {
        var arguments =
                ProbeRun.send(port, "--dkim-domain=example.com", "--dkim-selector=sel2026", "--dkim-key=" + key);
        arguments.addAll(List.of(more));
        return arguments;
    }

    @ParameterizedTest
    @CsvSource({"RSA, rsa-sha256", "Ed25519, ed25519-sha256"})
    void signsWhatItSends(String kind, String algorithm) throws Exception {
        var key = key(kind);
        var transcript = folder.resolve("transcript.jsonl");
        try (var server = ScriptedServer.start(talk -> {
            ProbeRun.addressed(talk).hear();
            talk.say("354 go ahead\r\n").hearMessage();
            talk.say("250 ok\r\n").hear();
        })) {
            var run = ProbeRun.of(signed(server.endpoint().port(), key, "--transcript=" + transcript, "--keep-body"));

            assertThat(run.code()).as(run.out() + run.err()).isZero();
            assertThat(server.heard())
                    .contains(
                            "DKIM-Signature: v=1; a=" + algorithm + "; c=relaxed/relaxed;",
                            " d=example.com; s=sel2026;");
            assertThat(run.out() + Files.readString(transcript))
                    .doesNotContain(Files.readAllLines(key).get(1));
        }
    }

    @Test
    void aKeyOfAnotherKindIsRefused() throws IOException {
        var run = ProbeRun.of(signed(25, TestCertificates.key(folder, "client")));

        assertThat(run.err()).contains("DKIM signs with RSA, of 1,024 bits or more, or Ed25519");
        assertThat(run.code()).isEqualTo(1);
    }

    @Test
    void aNameThatIsNoneIsRefused() throws IOException, GeneralSecurityException {
        var run = ProbeRun.of(signed(25, key("Ed25519"), "--dkim-selector=a; l=0"));

        assertThat(run.err()).contains("the selector is no name of the DNS in ASCII: a; l=0");
        assertThat(run.code()).isEqualTo(1);
    }
}
